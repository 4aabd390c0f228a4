{% rule "dockerfile/pinned-image" %}
FROM {= builder =} AS build
{% endrule %}
WORKDIR /src
COPY . .
# The folder of results is a cache mount and no part of the stage: the program is copied out of it.
{% rule "dockerfile/cache-mount" %}
RUN --mount=type=cache,id=cargo-registry,target=/usr/local/cargo/registry \
    --mount=type=cache,id=cargo-git,target=/usr/local/cargo/git \
    --mount=type=cache,id=cargo-target-{= name =},target=/src/target,sharing=locked \
    {= build | plain =} --package={= package | plain =} --bin={= binary | plain =} \
    && mkdir /out \
    && cp target/release/{= binary | plain =} /out/
{% endrule %}

{% rule "dockerfile/no-build-tools" %}
FROM {= image =}
{% assign packages = libraries %}
{% include "dockerfile/parts/apt" %}
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/ /app/
{% endrule %}
{% include "dockerfile/parts/environment" %}
WORKDIR /app
{% include "dockerfile/parts/run" %}
