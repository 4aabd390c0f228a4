{% if composer %}
{% rule "dockerfile/pinned-image" %}
FROM {= composer =} AS packages
{% endrule %}
WORKDIR /app
{= reads | plain =}
# The extensions that packages ask for are in the last stage, not in this one.
{% rule "dockerfile/lock-file" %}
RUN --mount=type=cache,id=composer,target=/tmp/cache \
    composer install --no-dev --no-interaction --no-progress --no-scripts --no-autoloader --ignore-platform-reqs
{% endrule %}
COPY . .
RUN composer dump-autoload --no-dev --no-scripts --optimize --ignore-platform-reqs

{% endif %}
{% rule "dockerfile/pinned-image" %}
FROM {= image =}
{% endrule %}
{% assign packages = headers %}
{% include "dockerfile/parts/apt" %}
{% if extensions.size > 0 %}
RUN docker-php-ext-install {= extensions | join: " " | plain =}
{% endif %}
{% if server %}
# The only port is that of the site's own settings.
RUN rm /etc/apache2/ports.conf && touch /etc/apache2/ports.conf
{= settings | plain =}
{% endif %}
{% include "dockerfile/parts/environment" %}
WORKDIR {= workdir =}
{% rule "dockerfile/root-owned-code" %}
{= code | plain =}
{% endrule %}
{% include "dockerfile/parts/run" %}
