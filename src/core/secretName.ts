const SECRET =
  /(?:^|_)(?:SECRETS?|PASSWORD|PASSWD|PASS|PWD|PASSPHRASE|TOKENS?|CREDENTIALS?|CREDS|DSN|SALT|PEPPER|PRIVATE|SIGNATURE|WEBHOOK|APIKEY|CONNECTION_?STRINGS?|CONN_?STR)(?:_|$)|(?:^|_)(?:API|ACCESS|SECRET|PRIVATE|ENCRYPTION|SIGNING|AUTH|SESSION|MASTER|SERVICE|ACCOUNT|LICENSE|APP|COOKIE|JWT|HMAC|ADMIN|STORAGE)_?KEY(?:_|$)|(?:^|_)KEY_?BASE$/u;
/** Addresses that carry a user and a password. */
const WITH_LOGIN =
  /(?:^|_)(?:DATABASE|DIRECT|DB|POSTGRES(?:QL)?|PG|MYSQL|MARIADB|MONGO(?:DB)?|REDIS|AMQP|RABBITMQ|CLOUDAMQP|SMTP|MAILER|CLICKHOUSE|ELASTICSEARCH|NATS|CELERY_BROKER|BROKER|CELERY_RESULT_BACKEND|JDBC|SQLALCHEMY_DATABASE)_?(?:URL|URI)(?:_|$)|(?:^|_)(?:PGPASSWORD|JDBC_URL)$/u;
/** What is given to every browser anyway, or only says where a secret lies or how long it lasts. */
const PUBLIC =
  /^(?:NEXT_PUBLIC|VITE|PUBLIC|REACT_APP|NUXT_PUBLIC|GATSBY|VUE_APP)_|(?:^|_)(?:PUBLIC|PUBLISHABLE)_KEY|_(?:EXPIRY|EXPIRES?(?:_IN)?|EXPIRATION|TTL|LIFETIME|LENGTH|ROUNDS|FILE|PATH|NAME|HEADER|ISSUER|AUDIENCE|ALGORITHM|MAX_AGE|MINUTES|SECONDS|HOURS|DAYS)$/u;

/** Whether a variable's name says that nobody may see its value. Camel case and dots are understood, too. */
export function isSecretName(name: string): boolean {
  const plain = name
    .replaceAll(/([a-z0-9])([A-Z])/gu, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/gu, "_")
    .toUpperCase();
  return !PUBLIC.test(plain) && (SECRET.test(plain) || WITH_LOGIN.test(plain));
}
