module tidegate.dev/tools/controlplane/images

go 1.26.0
