{% include "dockerfile/parts/nodeStages" %}
{% rule "dockerfile/pinned-image" %}
FROM {= server =}
{% endrule %}
{= settings | plain =}
{= site | plain =}
{% include "dockerfile/parts/run" %}
