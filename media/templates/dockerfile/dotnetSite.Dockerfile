{% rule "dockerfile/pinned-image" %}
FROM {= builder =} AS build
{% endrule %}
WORKDIR /src
COPY . .
{% rule "dockerfile/lock-file" %}
RUN --mount=type=cache,id=nuget,target=/root/.nuget/packages \
    {= restore | plain =} {= project | plain =} \
    && dotnet publish --configuration=Release --no-restore --output=/out {= project | plain =}
{% endrule %}

{% rule "dockerfile/no-build-tools" %}
{% rule "dockerfile/pinned-image" %}
FROM {= server =}
{% endrule %}
{= settings | plain =}
{= site | plain =}
{% endrule %}
{% include "dockerfile/parts/run" %}
