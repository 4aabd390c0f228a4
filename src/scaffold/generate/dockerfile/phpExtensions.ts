/** Extensions that come with PHP's sources and are not in its image, with the Debian packages they are compiled with. */
const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  bcmath: [],
  bz2: ["libbz2-dev"],
  calendar: [],
  exif: [],
  ffi: ["libffi-dev"],
  gd: ["libfreetype-dev", "libjpeg62-turbo-dev", "libpng-dev"],
  gettext: [],
  gmp: ["libgmp-dev"],
  intl: ["libicu-dev"],
  ldap: ["libldap-dev"],
  mysqli: [],
  pcntl: [],
  pdo_mysql: [],
  pdo_pgsql: ["libpq-dev"],
  pgsql: ["libpq-dev"],
  shmop: [],
  soap: ["libxml2-dev"],
  sockets: [],
  sysvmsg: [],
  sysvsem: [],
  sysvshm: [],
  tidy: ["libtidy-dev"],
  xsl: ["libxslt1-dev"],
  zip: ["libzip-dev"],
};

/** Extensions that PHP's image has already, or whose absence only costs time. */
const THERE: ReadonlySet<string> = new Set(
  (
    "core ctype curl date dom fileinfo filter ftp hash iconv json libxml mbstring mysqlnd openssl pcre pdo pdo_sqlite " +
    "phar posix random readline reflection session simplexml sodium spl sqlite3 standard tokenizer xml xmlreader " +
    "xmlwriter zlib opcache zend-opcache"
  ).split(" "),
);

/** What is compiled into the image, sorted, with the packages for that. */
export function compiledExtensions(wanted: readonly string[]): {
  readonly extensions: readonly string[];
  readonly packages: readonly string[];
} {
  const extensions = namesOf(wanted).filter((name) => Object.hasOwn(EXTENSIONS, name));
  const packages = new Set(extensions.flatMap((name) => EXTENSIONS[name] ?? []));
  return { extensions, packages: [...packages].toSorted() };
}

/** Extensions that are neither there nor come with PHP's sources, sorted. */
export function unknownExtensions(wanted: readonly string[]): readonly string[] {
  return namesOf(wanted).filter((name) => !Object.hasOwn(EXTENSIONS, name) && !THERE.has(name));
}

function namesOf(wanted: readonly string[]): readonly string[] {
  return [...new Set(wanted.map((name) => name.toLowerCase()))].toSorted();
}
