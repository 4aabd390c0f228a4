{% rule "dockerfile/pinned-image" %}
FROM {= builder =} AS build
{% endrule %}
WORKDIR /src
{% if download %}
COPY {= modules | plain =} ./
RUN --mount=type=cache,id=go-modules,target=/go/pkg/mod \
    go mod download
{% endif %}
COPY . .
{% rule "dockerfile/cache-mount" %}
RUN --mount=type=cache,id=go-modules,target=/go/pkg/mod \
    --mount=type=cache,id=go-build,target=/root/.cache/go-build \
    CGO_ENABLED={= cgo =} go build -trimpath -tags=timetzdata -ldflags='-s -w' -o /out/{= name =} {= main | plain =}
{% endrule %}

{% rule "dockerfile/no-build-tools" %}
FROM {= image =}
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/ /app/
{% endrule %}
{% include "dockerfile/parts/environment" %}
WORKDIR /app
{% include "dockerfile/parts/run" %}
