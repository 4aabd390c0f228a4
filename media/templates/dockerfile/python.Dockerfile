{% rule "dockerfile/pinned-image" %}
FROM {= image =} AS base
{% endrule %}
WORKDIR /app

{% rule "dockerfile/no-build-tools" %}
FROM base AS packages
{% if native.size > 0 %}
# For what is compiled on installation: {= native | join: ", " | plain =}.
{% assign packages = compilers %}
{% include "dockerfile/parts/apt" %}
{% endif %}
{% if tool %}
RUN --mount=type=cache,id=pip,target=/root/.cache/pip \
    python -m venv /opt/venv \
    && python -m venv /opt/tool \
    && /opt/tool/bin/pip install {= tool =}
{% else %}
RUN python -m venv /opt/venv
{% endif %}
ENV VIRTUAL_ENV=/opt/venv \
{% for line in installEnvironment %}
    {= line | plain =} \
{% endfor %}
    PATH={= path | plain =}
{= reads | plain =}
{% if member %}
WORKDIR {= member =}
{% endif %}
{% rule "dockerfile/lock-file" %}
RUN --mount=type=cache,id={= cache.id =},target={= cache.target =} \
    {= line | plain =}
{% endrule %}
{% if project %}
COPY . .
RUN --mount=type=cache,id={= cache.id =},target={= cache.target =} \
    {= project | plain =}
{% endif %}
{% endrule %}
{% if build %}

FROM packages AS build
COPY . /app
WORKDIR {= workdir =}
RUN {= build | plain =}
{% endif %}

FROM base
{% assign packages = libraries %}
{% include "dockerfile/parts/apt" %}
{% include "dockerfile/parts/environment" %}
{% if workdir != "/app" %}
WORKDIR {= workdir =}
{% endif %}
{% rule "dockerfile/root-owned-code" %}
COPY --from=packages /opt/venv /opt/venv
{% if build %}
COPY --from=build /app /app
{% else %}
COPY . /app
{% endif %}
{% endrule %}
{% include "dockerfile/parts/run" %}
