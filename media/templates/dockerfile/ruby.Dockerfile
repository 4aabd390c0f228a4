{% rule "dockerfile/pinned-image" %}
FROM {= image =} AS base
{% endrule %}
{% include "dockerfile/parts/environment" %}
WORKDIR /app

{% rule "dockerfile/no-build-tools" %}
FROM base AS gems
# For gems that are compiled on installation.
{% assign packages = compilers %}
{% include "dockerfile/parts/apt" %}
{= reads | plain =}
{% rule "dockerfile/lock-file" %}
RUN {= install | plain =} \
    && find /opt/gems -type d -name cache -prune -exec rm -rf {} +
{% endrule %}
{% endrule %}
{% if assets %}

FROM gems AS build
COPY . .
{% if rails %}
# The value stands for the secret in this one command only.
RUN SECRET_KEY_BASE_DUMMY=1 bundle exec rails assets:precompile
{% else %}
RUN bundle exec rake assets:precompile
{% endif %}
{% endif %}

FROM base
{% assign packages = libraries %}
{% include "dockerfile/parts/apt" %}
{% if workdir != "/app" %}
WORKDIR {= workdir =}
{% endif %}
{% rule "dockerfile/root-owned-code" %}
COPY --from=gems /opt/gems /opt/gems
COPY . /app
{% if assets %}
COPY --from=build /app/public /app/public
{% endif %}
{% endrule %}
{% include "dockerfile/parts/run" %}
