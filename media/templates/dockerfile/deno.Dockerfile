{% rule "dockerfile/pinned-image" %}
FROM {= image =} AS base
{% endrule %}
{% include "dockerfile/parts/environment" %}
WORKDIR /app

FROM base AS modules
COPY . .
{% rule "dockerfile/lock-file" %}
RUN {= cache | plain =} {= entry | plain =}
{% endrule %}

FROM base
{% if member %}
WORKDIR {= workdir =}
{% endif %}
{% rule "dockerfile/root-owned-code" %}
COPY --from=modules /deno-dir /deno-dir
{= code | plain =}
{% endrule %}
{% include "dockerfile/parts/run" %}
