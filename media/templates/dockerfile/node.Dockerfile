{% include "dockerfile/parts/nodeStages" %}
FROM base
{% include "dockerfile/parts/environment" %}
{% if workdir != "/app" %}
WORKDIR {= workdir =}
{% endif %}
{% rule "dockerfile/root-owned-code" %}
{% for copy in copies %}
{= copy | plain =}
{% endfor %}
{% endrule %}
{% include "dockerfile/parts/run" %}
