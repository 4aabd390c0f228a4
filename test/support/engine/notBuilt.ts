/** Sample workspaces that are for detection only on this machine, and why. */
export const NOT_BUILT: Readonly<Record<string, string>> = {
  good: "is about other files",
  bad: "is about other files",
  "dotnet-api": "NuGet is not among the registries that are reached",
  "java-gradle": "Gradle's own distribution is not among what registries hold",
  "ruby-rails": "RubyGems is not among the registries that are reached",
  "php-laravel": "Packagist is not among the registries that are reached",
  "elixir-phoenix": "Hex is not among the registries that are reached",
};
