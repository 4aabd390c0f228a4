{% rule "dockerfile/pinned-image" %}
FROM {= builder =} AS build
{% endrule %}
ENV MIX_ENV=prod
WORKDIR /src
{% if fetches %}
RUN mix local.hex --force && mix local.rebar --force
COPY {= reads | plain =} ./
{% rule "dockerfile/lock-file" %}
RUN {= install | plain =}
{% endrule %}
{% endif %}
COPY . .
RUN {= build | plain =}

{% rule "dockerfile/no-build-tools" %}
FROM {= image =}
{% assign packages = libraries %}
{% include "dockerfile/parts/apt" %}
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
{% include "dockerfile/parts/environment" %}
WORKDIR /app
{% rule "dockerfile/root-owned-code" %}
COPY --from=build /out ./
{% endrule %}
{% endrule %}
{% include "dockerfile/parts/run" %}
