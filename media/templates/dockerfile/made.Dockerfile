{% rule "dockerfile/no-build-tools" %}
{% rule "dockerfile/pinned-image" %}
FROM {= builder =} AS build
{% endrule %}
{% assign packages = compilers %}
{% include "dockerfile/parts/apt" %}
WORKDIR /app
ENV {= variables | join: " \\\n    " | plain =}
{= reads | plain =}
{% rule "dockerfile/lock-file" %}
{% if cache %}
RUN --mount=type=cache,id={= cache.id =},target={= cache.target =} \
    {= install | plain =}
{% else %}
RUN {= install | plain =}
{% endif %}
{% endrule %}
COPY . .
RUN {= build | plain =}
{% endrule %}

{% rule "dockerfile/pinned-image" %}
FROM {= server =}
{% endrule %}
{= settings | plain =}
{= site | plain =}
{% include "dockerfile/parts/run" %}
