// What settings are called, and what each does.
import type { SettingWords } from "@/i18n/settings";

export const de: SettingWords = {
  groups: {
    general: "Allgemein",
    http: "Erreichbarkeit",
    limits: "Grenzen",
    institution: "Die Einrichtung",
    accounts: "Konten und Anmeldungen",
    storage: "Videos und Uploads",
    outbound: "Andere Server",
    smtp: "Mail",
    ldap: "Verzeichnis (LDAP)",
    log: "Protokoll",
  },
  choices: {
    "accounts.sign_up": { closed: "Niemand", invited: "Wer eingeladen wurde", open: "Alle" },
    "accounts.instructors": { never: "Nie", approved: "Nach Zustimmung der Verwaltung", at_once: "Sofort" },
    "accounts.confirm_email": { off: "Nein", required: "Ja, durch einen Link in einer Mail" },
    "smtp.security": { none: "Gar nicht", starttls: "STARTTLS", tls: "TLS von Anfang an" },
    "ldap.start_tls": { off: "Nein", on: "Ja" },
    "ldap.link_by_address": { off: "Nein", on: "Ja" },
    "log.level": { debug: "Alles, zur Fehlersuche", info: "Was geschieht", warning: "Warnungen und Fehler", error: "Nur Fehler" },
    "log.media": { off: "Nein", on: "Ja" },
  },
  settings: {
    data_dir: {
      name: "Datenordner",
      help: "Der Ordner, in dem alles liegt: Datenbank, Uploads, Videos, Schlüssel, Sicherungen.",
    },
    "http.listen": {
      name: "Adresse und Port",
      help: "Worauf Lectern horcht. Port 0 nimmt irgendeinen freien.",
    },
    "http.public_url": {
      name: "Öffentliche Adresse",
      help: "Was man eintippt, um hierher zu kommen, wenn ein Proxy davorsteht: https://lectures.example.org. Leer: die Adresse, an die die Anfrage ging.",
    },
    "http.tls_certificate": {
      name: "Zertifikat",
      help: "Zertifikatskette als PEM, um HTTPS ohne Proxy anzubieten.",
    },
    "http.tls_key": {
      name: "Schlüssel des Zertifikats",
      help: "Der private Schlüssel des Zertifikats als PEM.",
    },
    "http.redirect_listen": {
      name: "Unverschlüsselte Adresse",
      help: "Wo TLS angeboten wird: eine zweite, unverschlüsselte Adresse, die alle dorthin schickt, etwa 0.0.0.0:80. Leer: keine.",
    },
    "http.trusted_proxies": {
      name: "Vertraute Proxys",
      help: "Adressen von Proxys, deren Kopfzeilen Forwarded und X-Forwarded geglaubt wird, durch Kommas getrennt: 127.0.0.1, 10.0.0.0/8.",
    },
    "http.max_connections": {
      name: "Höchstzahl der Verbindungen",
      help: "So viele Verbindungen dürfen zugleich offen sein; weitere werden abgelehnt.",
    },
    "limits.sign_ins": {
      name: "Anmeldungen je Minute",
      help: "Wie oft man sich von einer Adresse aus in einer Minute anmelden oder ein Konto eröffnen darf. 0: beliebig oft.",
    },
    "limits.writes": {
      name: "Änderungen je Minute",
      help: "So viele Änderungen darf eine Person in einer Minute machen. 0: beliebig viele.",
    },
    "limits.reads": {
      name: "Anfragen je Minute",
      help: "So viele Anfragen an die API darf eine Person in einer Minute stellen. 0: beliebig viele.",
    },
    "limits.people_at_address": {
      name: "Personen an einer Adresse",
      help: "Eine Schule teilt sich eine Adresse: Sie darf das Sovielfache an Änderungen und Anfragen einer Person machen.",
    },
    "institution.name": {
      name: "Name der Einrichtung",
      help: "Wie die Einrichtung diesen Ort nennt; es steht oben auf jeder Seite.",
    },
    "institution.accent": {
      name: "Farbe",
      help: "Die Farbe der Einrichtung, dunkel genug für weiße Schrift darauf: #24417f.",
    },
    "first_admin.email": {
      name: "Erste Verwaltung",
      help: "Wer beim ersten Start als Verwaltung angelegt wird.",
    },
    "accounts.sign_up": {
      name: "Wer ein Konto eröffnen darf",
      help: "Niemand, wer eingeladen wurde, oder alle.",
    },
    "accounts.instructors": {
      name: "Anmeldung als Lehrperson",
      help: "Ob jemand, der sich als Lehrperson anmeldet, eine wird: nie, nach Zustimmung der Verwaltung oder sofort.",
    },
    "accounts.confirm_email": {
      name: "Adressen bestätigen",
      help: "Ob man nach dem Eröffnen eines Kontos erst einen Link aus einer Mail öffnen muss.",
    },
    "accounts.deletion_grace": {
      name: "Bedenkzeit beim Löschen",
      help: "Wie lange man ein selbst gelöschtes Konto durch Anmelden zurückbekommt.",
    },
    "session.lifetime": {
      name: "Dauer einer Anmeldung",
      help: "Wie lange eine Anmeldung gilt, die nicht benutzt wird.",
    },
    "playback.token_lifetime": {
      name: "Dauer einer Wiedergabe",
      help: "Wie lange die Adresse eines laufenden Videos gilt. Länger als die längste Sitzung: Wo nötig, wird sie sofort entzogen.",
    },
    "upload.max_size": {
      name: "Größter Upload",
      help: "Die größte Datei, die hochgeladen werden darf.",
    },
    "upload.quota": {
      name: "Platz je Lehrperson",
      help: "Wie viel eine Lehrperson hier aufbewahren darf.",
    },
    "upload.keep_free": {
      name: "Freizuhaltender Platz",
      help: "Platz auf der Platte, den Uploads der Datenbank lassen.",
    },
    "upload.expires": {
      name: "Unfertige Uploads",
      help: "Wann ein Upload entfernt wird, den niemand fortsetzt.",
    },
    "versions.keep_files": {
      name: "Ersetzte Dateien",
      help: "Wie lange Dateien aufbewahrt werden, die in Lektionen ersetzt wurden, damit man sie zurückholen kann.",
    },
    "transcode.jobs": {
      name: "Videos zugleich",
      help: "So viele Videos werden zugleich vorbereitet. 0: hier keine, das tun andere Rechner.",
    },
    "transcode.threads": {
      name: "Kerne je Video",
      help: "So viele Prozessorkerne darf ein Video benutzen. 0: alle.",
    },
    "transcode.memory_limit": {
      name: "Speicher je Video",
      help: "So viel Arbeitsspeicher darf das Vorbereiten eines Videos brauchen; darüber schlägt dieses Video fehl und sonst nichts.",
    },
    "outbound.private_networks": {
      name: "Private Netze",
      help: "Private Netze, in die Lectern rufen darf, wenn ein Anbieter für Anmeldungen darin steht: 10.0.0.0/8. Alles Private, das hier nicht steht, wird abgelehnt.",
    },
    "outbound.ca_file": {
      name: "Vertraute Zertifizierungsstellen",
      help: "Zertifizierungsstellen als PEM, denen Lectern neben denen des Systems vertraut, wenn es andere Server ruft.",
    },
    "smtp.host": {
      name: "Mailserver",
      help: "Der Mailserver, der unsere Mails annimmt. Leer: Mails warten, bis es einen gibt.",
    },
    "smtp.port": {
      name: "Port",
      help: "Sein Port: 587 mit starttls, 465 mit tls, 25 mit none.",
    },
    "smtp.security": {
      name: "Schutz",
      help: "Wie die Verbindung zu ihm geschützt ist.",
    },
    "smtp.user": {
      name: "Benutzername",
      help: "Der Name, mit dem wir uns dort anmelden. Leer: Er verlangt keinen.",
    },
    "smtp.password": {
      name: "Passwort",
      help: "Das Passwort, mit dem wir uns dort anmelden.",
    },
    "smtp.from": {
      name: "Adresse des Absenders",
      help: "Die Adresse, von der Mails kommen.",
    },
    "smtp.from_name": {
      name: "Name des Absenders",
      help: "Der Name, von dem Mails kommen.",
    },
    "ldap.url": {
      name: "Verzeichnis",
      help: "Das Verzeichnis, mit dem sich anmeldet, wer hier kein Passwort hat: ldaps://ldap.example.org. Leer: keines.",
    },
    "ldap.start_tls": {
      name: "Verbindung schützen",
      help: "Ob eine Verbindung zu einer Adresse mit ldap:// geschützt wird, bevor etwas gesagt wird. Sonst reisen Passwörter im Klartext.",
    },
    "ldap.ca_file": {
      name: "Vertraute Zertifizierungsstellen",
      help: "Zertifizierungsstellen als PEM, die für das Verzeichnis bürgen. Leer: die des Systems.",
    },
    "ldap.bind_name": {
      name: "Name für die Suche",
      help: "Der „distinguished name“, der nach Personen sucht. Leer: niemand Bestimmtes.",
    },
    "ldap.bind_password": {
      name: "Passwort für die Suche",
      help: "Sein Passwort.",
    },
    "ldap.user_name": {
      name: "Name einer Person",
      help: "Wo nach Personen nicht gesucht werden muss, ihr „distinguished name“: uid={login},ou=people,dc=example,dc=org.",
    },
    "ldap.search_base": {
      name: "Wo gesucht wird",
      help: "Unter welchem Eintrag Personen gesucht werden: ou=people,dc=example,dc=org.",
    },
    "ldap.search_filter": {
      name: "Wie gesucht wird",
      help: "Was jemanden nach dem findet, was eingetippt wurde; dafür steht {login}.",
    },
    "ldap.id_attribute": {
      name: "Attribut der Kennung",
      help: "Was einen Eintrag für immer benennt: entryUUID, bei Active Directory objectGUID.",
    },
    "ldap.name_attribute": {
      name: "Attribut des Namens",
      help: "Worin der Name einer Person steht.",
    },
    "ldap.email_attribute": {
      name: "Attribut der Adresse",
      help: "Worin ihre Adresse steht.",
    },
    "ldap.groups_attribute": {
      name: "Attribut der Gruppen",
      help: "Worin die Gruppen stehen, denen sie angehört.",
    },
    "ldap.roles": {
      name: "Rollen nach Gruppen",
      help: "Welche Gruppe jemanden zur Lehrperson oder zur Verwaltung macht: instructor=teachers; admin=it. Wer in keiner ist, studiert. Leer: Rollen werden hier vergeben.",
    },
    "ldap.cohorts": {
      name: "Kohorten nach Gruppen",
      help: "In welche Kohorte die Personen welcher Gruppe kommen: Class of 2026=c26; Staff=staff.",
    },
    "ldap.link_by_address": {
      name: "Nach Adresse verknüpfen",
      help: "Ob das Wort des Verzeichnisses über eine Adresse genügt, um in das Konto zu kommen, das sie hat. Nicht, wo man die eigene Adresse dort ändern kann.",
    },
    "log.level": {
      name: "Protokollstufe",
      help: "Das Geringste, was protokolliert wird.",
    },
    "log.media": {
      name: "Videoabrufe protokollieren",
      help: "Ob jeder Abruf eines Stücks Video eine Zeile im Protokoll hinterlässt, ohne sein Token.",
    },
  },
};
