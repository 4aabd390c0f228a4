/** What applications talk to, by the short names that detection, compose and network policies share. */
export const SERVICES = {
  postgres: { title: "PostgreSQL", port: 5432 },
  mysql: { title: "MySQL", port: 3306 },
  mariadb: { title: "MariaDB", port: 3306 },
  mongodb: { title: "MongoDB", port: 27_017 },
  redis: { title: "Redis", port: 6379 },
  memcached: { title: "Memcached", port: 11_211 },
  rabbitmq: { title: "RabbitMQ", port: 5672 },
  kafka: { title: "Kafka", port: 9092 },
  nats: { title: "NATS", port: 4222 },
  elasticsearch: { title: "Elasticsearch", port: 9200 },
  clickhouse: { title: "ClickHouse", port: 8123 },
  minio: { title: "MinIO (S3)", port: 9000 },
  sqlserver: { title: "SQL Server", port: 1433 },
  cassandra: { title: "Cassandra", port: 9042 },
  smtp: { title: "SMTP", port: 1025 },
} as const;

export type ServiceName = keyof typeof SERVICES;

/** Those that a variable such as `DATABASE_URL` may tell of. */
export const DATABASES: ReadonlySet<ServiceName> = new Set([
  "postgres",
  "mysql",
  "mariadb",
  "mongodb",
  "sqlserver",
  "clickhouse",
  "cassandra",
]);
