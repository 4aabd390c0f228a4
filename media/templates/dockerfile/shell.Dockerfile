{% rule "dockerfile/pinned-image" %}
FROM {= image =}
{% endrule %}
{% include "dockerfile/parts/environment" %}
WORKDIR {= workdir =}
{% rule "dockerfile/root-owned-code" %}
COPY . /app
{% endrule %}
{% include "dockerfile/parts/run" %}
