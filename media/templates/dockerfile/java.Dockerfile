{% rule "dockerfile/pinned-image" %}
FROM {= builder =} AS build
{% endrule %}
WORKDIR /src
COPY . .
{% rule "dockerfile/cache-mount" %}
RUN --mount=type=cache,id={= cache.id =},target={= cache.target =} \
    {= build | plain =}
{% endrule %}
{% case packaging %}
{% when "boot-jar" %}
WORKDIR /out/boot
RUN cp /src/{= artifact | plain =} /out/app.jar \
    && jar --extract --file=/out/app.jar \
    && mv BOOT-INF/lib BOOT-INF/classes /out/ \
    && cp -R META-INF /out/classes/
{% unless mainClass %}
# Lines of a manifest are broken after 72 bytes, and go on with a blank.
RUN sed -n -e ':all' -e 'N' -e '$!b all' -e 's/\r//g' -e 's/\n //g' \
    -e 's/.*Start-Class: \([^\n]*\).*/-cp classes:lib\/* \1/p' META-INF/MANIFEST.MF > /out/classes/start.args
{% endunless %}
{% when "quarkus" %}
RUN cp -R /src/{= artifact | plain =} /out
{% when "shadow-jar" %}
RUN mkdir /out && cp /src/{= artifact | plain =} /out/app.jar
{% else %}
RUN mkdir -p /out/lib && cp /src/{= artifact | plain =} /out/lib/
{% endcase %}

{% rule "dockerfile/no-build-tools" %}
FROM {= image =}
{% include "dockerfile/parts/environment" %}
WORKDIR /app
{% rule "dockerfile/root-owned-code" %}
{% for copy in copies %}
{= copy | plain =}
{% endfor %}
{% endrule %}
{% endrule %}
{% include "dockerfile/parts/run" %}
