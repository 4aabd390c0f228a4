{% rule "dockerfile/pinned-image" %}
FROM {= builder =} AS build
{% endrule %}
WORKDIR /src
COPY . .
{% rule "dockerfile/lock-file" %}
RUN --mount=type=cache,id=nuget,target=/root/.nuget/packages \
    {= restore | plain =} {= project | plain =} \
    && dotnet publish --configuration=Release --no-restore --output=/out -p:UseAppHost=false {= project | plain =}
{% endrule %}

{% rule "dockerfile/no-build-tools" %}
FROM {= image =}
{% include "dockerfile/parts/environment" %}
WORKDIR /app
{% rule "dockerfile/root-owned-code" %}
COPY --from=build /out ./
{% endrule %}
{% endrule %}
{% include "dockerfile/parts/run" %}
