/** A multi-module Maven build: a web service, a worker, a library; versions and Java come from the parent. */
export const MAVEN_MODULES = {
  "pom.xml": `<project>
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>4.0.1</version>
  </parent>
  <groupId>com.acme</groupId>
  <artifactId>shop</artifactId>
  <version>\${revision}</version>
  <packaging>pom</packaging>
  <properties>
    <revision>2.1.0</revision>
    <java.version>21</java.version>
  </properties>
  <modules>
    <module>services/api</module>
    <module>services/mailer</module>
    <module>core</module>
  </modules>
</project>
`,
  mvnw: "#!/bin/sh\n",
  ".mvn/wrapper/maven-wrapper.properties":
    "distributionType=only-script\ndistributionUrl=https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/3.9.9/apache-maven-3.9.9-bin.zip\n",
  "services/api/pom.xml": `<project>
  <parent>
    <groupId>com.acme</groupId>
    <artifactId>shop</artifactId>
    <version>\${revision}</version>
    <relativePath>../../pom.xml</relativePath>
  </parent>
  <artifactId>api</artifactId>
  <dependencies>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-webmvc</artifactId></dependency>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-actuator</artifactId></dependency>
    <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><scope>runtime</scope></dependency>
    <dependency><groupId>org.springframework.kafka</groupId><artifactId>spring-kafka</artifactId><scope>test</scope></dependency>
  </dependencies>
  <build><plugins><plugin>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-maven-plugin</artifactId>
  </plugin></plugins></build>
</project>
`,
  "services/api/src/main/java/com/acme/api/ApiApplication.java":
    "package com.acme.api;\n\n@SpringBootApplication\npublic class ApiApplication {\n  public static void main(String[] args) { SpringApplication.run(ApiApplication.class, args); }\n}\n",
  "services/api/src/main/resources/application.yml":
    "server:\n  port: ${PORT:9090}\n  servlet:\n    contextPath: /shop\nspring:\n  datasource:\n    url: ${DATABASE_URL:jdbc:postgresql://localhost:5432/shop}\n    password: ${DB_PASSWORD}\n  application:\n    version: @project.version@\n---\nspring:\n  config:\n    activate:\n      on-profile: local\nserver:\n  port: 1234\n",
  "services/api/src/test/java/com/acme/api/ApiTest.java": "class ApiTest {}\n",
  "services/mailer/pom.xml": `<project>
  <parent>
    <groupId>com.acme</groupId>
    <artifactId>shop</artifactId>
    <version>\${revision}</version>
    <relativePath>../../pom.xml</relativePath>
  </parent>
  <artifactId>mailer</artifactId>
  <dependencies>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-amqp</artifactId></dependency>
  </dependencies>
  <build><plugins><plugin>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-maven-plugin</artifactId>
    <configuration><classifier>exec</classifier></configuration>
  </plugin></plugins></build>
</project>
`,
  "services/mailer/src/main/java/com/acme/mailer/MailerApplication.java":
    'package com.acme.mailer;\n\n@SpringBootApplication\nclass MailerApplication {\n  static void main(String[] args) { SpringApplication.run(MailerApplication.class, args); }\n  String from = System.getenv("MAIL_FROM");\n  String host = Optional.ofNullable(System.getenv("MAIL_HOST")).orElse("mail.local");\n}\n',
  "core/pom.xml":
    "<project><parent><groupId>com.acme</groupId><artifactId>shop</artifactId><version>x</version></parent><artifactId>core</artifactId></project>\n",
  "core/src/main/java/com/acme/core/Money.java": "package com.acme.core;\nrecord Money(long cents) {}\n",
};

/** Gradle with a catalogue, convention plugins of `buildSrc` and a Ktor service in Kotlin. */
export const GRADLE_MODULES = {
  "settings.gradle.kts":
    'rootProject.name = "plant"\n/* include(":old") */\ninclude(\n  ":api",\n  ":lib",\n  ":jobs",\n)\n',
  "build.gradle.kts":
    'plugins {\n  alias(libs.plugins.ktor) apply false\n}\nsubprojects {\n  apply(plugin = "com.diffplug.spotless")\n}\n',
  "gradle/libs.versions.toml":
    '[versions]\njava = "21"\nktor = "3.1.0"\n[libraries]\nktor-netty = { module = "io.ktor:ktor-server-netty", version.ref = "ktor" }\nlettuce = "io.lettuce:lettuce-core:6.5.0"\n[bundles]\nserver = ["ktor-netty"]\n[plugins]\nktor = { id = "io.ktor.plugin", version.ref = "ktor" }\n',
  gradlew: "#!/bin/sh\n",
  "gradle/wrapper/gradle-wrapper.jar": "PK",
  "gradle/wrapper/gradle-wrapper.properties":
    "distributionUrl=https\\://services.gradle.org/distributions/gradle-8.14-bin.zip\n",
  "buildSrc/build.gradle.kts": "plugins { `kotlin-dsl` }\n",
  "buildSrc/src/main/kotlin/plant.service.gradle.kts":
    'plugins {\n  kotlin("jvm")\n}\nkotlin {\n  jvmToolchain(libs.versions.java.get().toInt())\n}\n',
  "api/build.gradle.kts":
    'plugins {\n  id("plant.service")\n  alias(libs.plugins.ktor)\n}\napplication { mainClass.set("com.plant.ServerKt") }\ndependencies {\n  implementation(libs.bundles.server)\n  implementation(libs.lettuce) // implementation("org.postgresql:postgresql:42")\n  testImplementation("org.mongodb:mongodb-driver-sync:5.0")\n}\n',
  "api/src/main/kotlin/com/plant/Server.kt":
    'package com.plant\n\nfun main() {\n  val port = System.getenv("PORT")?.toInt() ?: 8085\n  embeddedServer(Netty, port = port, host = "0.0.0.0") { routing { get("/healthz") { } } }.start(wait = true)\n}\nval url = System.getenv("REDIS_URL") ?: error("REDIS_URL is needed")\n',
  "lib/build.gradle": "plugins { id 'java-library' }\n",
  "lib/src/main/java/com/plant/Leaf.java": "package com.plant;\nclass Leaf {}\n",
  "jobs/build.gradle":
    "plugins {\n    id 'application'\n}\njava { toolchain { languageVersion = JavaLanguageVersion.of(17) } }\nmainClassName = 'com.plant.Jobs'\ndependencies {\n    implementation group: 'org.apache.kafka', name: 'kafka-clients', version: '4.0.0'\n}\n",
  "jobs/src/main/java/com/plant/Jobs.java":
    "package com.plant;\nclass Jobs { public static void main(String[] a) { } }\n",
};

export const QUARKUS = {
  "build.gradle":
    "plugins {\n  id 'java'\n  id 'io.quarkus'\n}\ndependencies {\n  implementation 'io.quarkus:quarkus-rest'\n  implementation 'io.quarkus:quarkus-smallrye-health'\n  implementation 'io.quarkus:quarkus-jdbc-postgresql'\n}\njava {\n  sourceCompatibility = JavaVersion.VERSION_17\n}\n",
  "settings.gradle":
    "pluginManagement {\n  plugins {\n    id 'io.quarkus' version '3.20.0'\n  }\n}\nrootProject.name='fruit stand'\n",
  "src/main/java/org/acme/Fruit.java": 'package org.acme;\n@Path("/fruit") class Fruit {}\n',
  "src/main/resources/application.properties":
    "# port\nquarkus.http.port=8282\nquarkus.http.host=127.0.0.1\n%dev.quarkus.http.port=1111\n",
};
