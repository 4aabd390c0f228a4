/**
 * Packages that are compiled on installation against a library of the system. Those that have wheels for the usual
 * platforms, such as `psycopg2-binary`, `lxml` or `cryptography`, need nothing.
 */
export const NATIVE: ReadonlySet<string> = new Set([
  "psycopg2",
  "psycopg-c",
  "mysqlclient",
  "mariadb",
  "python-ldap",
  "uwsgi",
  "pycairo",
  "pygobject",
  "dbus-python",
  "pylibmc",
  "xmlsec",
  "python-snappy",
  "pycurl",
  "m2crypto",
  "pygraphviz",
  "pyaudio",
  "pysqlcipher3",
  "gdal",
  "netifaces",
  "systemd-python",
  "pycups",
]);
