import type { ServiceName } from "../../facts/services.ts";

/** How a service that applications talk to is run. `{user}`, `{database}` and `{password}` are filled in. */
export interface BackingService {
  /** User and group of the image; undefined where it begins as root to prepare its folder and then drops to its own. */
  readonly user?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  /** The folder that is kept. */
  readonly data?: string;
  /** Folders besides `/tmp` that are written to; undefined: it writes where it likes, so its root is not read-only. */
  readonly temporary?: readonly string[];
  readonly health: readonly string[];
  /** In MiB. */
  readonly memory: number;
  /** What an application is told by a variable that ends with `_URL` or `_URI`. */
  readonly url: string;
  /** Who signs in and to what, where that is told apart from the address; undefined where nobody signs in. */
  readonly account?: { readonly user: string; readonly password: string; readonly database?: string };
}

/** The service by its name and the tag of its image, as official images and their documentation have it. */
export function backingService(name: ServiceName, tag: string): BackingService {
  const service = SERVICES[name];
  const alpine = tag.includes("alpine");
  if (name === "postgres") return { ...service, user: alpine ? "70:70" : "999:999", data: postgresData(tag) };
  if (name === "redis") return { ...service, user: alpine ? "999:1000" : "999:999" };
  return service;
}

/** From version 18 on, the image keeps each major version in a folder of its own below this one. */
function postgresData(tag: string): string {
  const major = Number(/:(\d{1,3})/u.exec(tag)?.[1] ?? 18);
  return major >= 18 ? "/var/lib/postgresql" : "/var/lib/postgresql/data";
}

const ACCOUNT = { user: "{user}", password: "{password}" };
const DATABASE = { ...ACCOUNT, database: "{database}" };

const SERVICES: Readonly<Record<ServiceName, BackingService>> = {
  postgres: {
    environment: { POSTGRES_USER: "{user}", POSTGRES_DB: "{database}", POSTGRES_PASSWORD: "{password}" },
    temporary: ["/var/run/postgresql"],
    health: ["CMD", "pg_isready", "--username={user}", "--dbname={database}"],
    memory: 512,
    url: "postgresql://{user}:{password}@{host}:5432/{database}",
    account: DATABASE,
  },
  mysql: {
    user: "999:999",
    environment: {
      MYSQL_USER: "{user}",
      MYSQL_DATABASE: "{database}",
      MYSQL_PASSWORD: "{password}",
      MYSQL_RANDOM_ROOT_PASSWORD: "yes",
    },
    data: "/var/lib/mysql",
    temporary: ["/var/run/mysqld"],
    health: [
      "CMD-SHELL",
      'MYSQL_PWD="$$MYSQL_PASSWORD" mysqladmin ping --host=127.0.0.1 --user="$$MYSQL_USER" --silent',
    ],
    memory: 1024,
    url: "mysql://{user}:{password}@{host}:3306/{database}",
    account: DATABASE,
  },
  mariadb: {
    user: "999:999",
    environment: {
      MARIADB_USER: "{user}",
      MARIADB_DATABASE: "{database}",
      MARIADB_PASSWORD: "{password}",
      MARIADB_RANDOM_ROOT_PASSWORD: "yes",
    },
    data: "/var/lib/mysql",
    temporary: ["/run/mysqld"],
    health: ["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"],
    memory: 512,
    url: "mysql://{user}:{password}@{host}:3306/{database}",
    account: DATABASE,
  },
  mongodb: {
    user: "999:999",
    environment: { MONGO_INITDB_ROOT_USERNAME: "{user}", MONGO_INITDB_ROOT_PASSWORD: "{password}" },
    data: "/data/db",
    temporary: ["/data/configdb"],
    health: ["CMD", "mongosh", "--quiet", "--eval", "db.adminCommand('ping').ok || quit(1)"],
    memory: 1024,
    url: "mongodb://{user}:{password}@{host}:27017/{database}?authSource=admin",
    account: DATABASE,
  },
  redis: {
    command: ["redis-server", "--appendonly", "yes"],
    data: "/data",
    temporary: [],
    health: ["CMD", "redis-cli", "ping"],
    memory: 256,
    url: "redis://{host}:6379",
  },
  memcached: {
    user: "11211:11211",
    temporary: [],
    health: ["CMD", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/11211"],
    memory: 128,
    url: "memcached://{host}:11211",
  },
  rabbitmq: {
    user: "999:999",
    environment: { RABBITMQ_DEFAULT_USER: "{user}", RABBITMQ_DEFAULT_PASS: "{password}" },
    data: "/var/lib/rabbitmq",
    health: ["CMD", "rabbitmq-diagnostics", "--quiet", "check_port_connectivity"],
    memory: 512,
    url: "amqp://{user}:{password}@{host}:5672",
    account: ACCOUNT,
  },
  kafka: {
    user: "1000:1000",
    environment: {
      KAFKA_NODE_ID: "1",
      KAFKA_PROCESS_ROLES: "broker,controller",
      KAFKA_LISTENERS: "PLAINTEXT://:9092,CONTROLLER://:9093",
      KAFKA_ADVERTISED_LISTENERS: "PLAINTEXT://{host}:9092",
      KAFKA_CONTROLLER_LISTENER_NAMES: "CONTROLLER",
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
      KAFKA_CONTROLLER_QUORUM_VOTERS: "1@127.0.0.1:9093",
      // Any of these variables replaces all of the image's own settings, also where it keeps its data.
      KAFKA_LOG_DIRS: "/var/lib/kafka/data",
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "1",
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: "1",
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: "1",
    },
    data: "/var/lib/kafka/data",
    health: ["CMD-SHELL", "/opt/kafka/bin/kafka-broker-api-versions.sh --bootstrap-server=127.0.0.1:9092 > /dev/null"],
    memory: 1024,
    url: "{host}:9092",
  },
  nats: {
    user: "10001:10001",
    command: ["--http_port", "8222"],
    temporary: [],
    health: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8222/healthz"],
    memory: 128,
    url: "nats://{host}:4222",
  },
  elasticsearch: {
    user: "1000:0",
    environment: {
      "discovery.type": "single-node",
      "xpack.security.enabled": "false",
      ES_JAVA_OPTS: "-Xms512m -Xmx512m",
    },
    data: "/usr/share/elasticsearch/data",
    health: ["CMD", "curl", "--silent", "--fail", "http://127.0.0.1:9200/_cluster/health"],
    memory: 1536,
    url: "http://{host}:9200",
  },
  clickhouse: {
    user: "101:101",
    environment: { CLICKHOUSE_USER: "{user}", CLICKHOUSE_DB: "{database}", CLICKHOUSE_PASSWORD: "{password}" },
    data: "/var/lib/clickhouse",
    health: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8123/ping"],
    memory: 1024,
    url: "http://{user}:{password}@{host}:8123/{database}",
    account: DATABASE,
  },
  minio: {
    environment: { MINIO_ROOT_USER: "{user}", MINIO_ROOT_PASSWORD: "{password}" },
    command: ["server", "/data"],
    data: "/data",
    health: ["CMD", "mc", "ready", "local"],
    memory: 512,
    url: "http://{host}:9000",
  },
  sqlserver: {
    user: "10001:0",
    environment: { ACCEPT_EULA: "Y", MSSQL_SA_PASSWORD: "{password}" },
    data: "/var/opt/mssql",
    health: ["CMD-SHELL", '/opt/mssql-tools18/bin/sqlcmd -C -U sa -P "$$MSSQL_SA_PASSWORD" -Q "SELECT 1" > /dev/null'],
    memory: 2048,
    url: "sqlserver://sa:{password}@{host}:1433",
    account: { user: "sa", password: "{password}", database: "master" },
  },
  cassandra: {
    user: "999:999",
    data: "/var/lib/cassandra",
    health: ["CMD", "cqlsh", "--execute=DESCRIBE CLUSTER"],
    memory: 2048,
    url: "{host}:9042",
  },
  smtp: {
    user: "10001:10001",
    // It takes whoever signs in, as code does that is written for a real server.
    environment: { MP_SMTP_AUTH_ACCEPT_ANY: "1", MP_SMTP_AUTH_ALLOW_INSECURE: "1" },
    temporary: [],
    health: ["CMD", "/mailpit", "readyz"],
    memory: 128,
    url: "smtp://{host}:1025",
  },
};
