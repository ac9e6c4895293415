// Writes cities.tsv and calendar.json from Unicode CLDR. In an empty folder:
//   npm install cldr-dates-full@48 cldr-bcp47@48 && node PATH/generate.mjs . PATH
// where PATH is the folder of this file.
import { readFileSync, writeFileSync } from "node:fs";

const [modules, out] = process.argv.slice(2);
const read = (path) => JSON.parse(readFileSync(`${modules}/node_modules/${path}`, "utf8"));
const langs = ["ar", "en", "es", "fr", "ru", "zh"];
// English dates stand day first, as the United Nations write them; Arabic ones take the international month names.
const locale = { ar: "ar", en: "en-GB", es: "es", fr: "fr", ru: "ru", zh: "zh" };

const calendar = {};
for (const lang of langs) {
  const g = read(`cldr-dates-full/main/${locale[lang]}/ca-gregorian.json`).main[locale[lang]].dates.calendars.gregorian;
  const list = (o) => Object.values(o);
  calendar[lang] = {
    months: list(g.months.format.wide), // as they stand in a date: Russian genitive
    monthsAlone: list(g.months["stand-alone"].wide),
    monthsShort: list(g.months.format.abbreviated),
    weekdays: list(g.days.format.wide), // from Sunday
    weekdaysShort: list(g.days.format.abbreviated),
  };
}
writeFileSync(`${out}/calendar.json`, JSON.stringify(calendar, null, 1) + "\n");

const cities = {}; // CLDR zone -> lang -> city
for (const lang of langs) {
  const walk = (node, path) => {
    for (const [key, value] of Object.entries(node)) {
      if (value._type === "zone" || value.exemplarCity) (cities[[...path, key].join("/")] ??= {})[lang] = value.exemplarCity;
      if (!value._type && !value.exemplarCity && typeof value === "object") walk(value, [...path, key]);
    }
  };
  walk(read(`cldr-dates-full/main/${lang}/timeZoneNames.json`).main[lang].dates.timeZoneNames.zone, []);
}
const zones = read("cldr-bcp47/bcp47/timezone.json").keyword.u.tz;
const rows = [];
for (const z of Object.values(zones)) {
  if (typeof z !== "object" || !z._alias || z._deprecated) continue;
  const names = z._alias.split(" ").filter((n) => n.includes("/") && !/^(Etc|SystemV|US|Canada|Brazil|Mexico|Chile)\//.test(n));
  if (!names.length) continue;
  const iana = z._iana ?? names[0];
  const known = z._alias.split(" ").map((n) => cities[n]).find(Boolean) ?? {};
  const plain = iana.split("/").pop().replaceAll("_", " ");
  rows.push([iana, names.filter((n) => n !== iana).join(" "), ...langs.map((l) => known[l] ?? (l === "en" || !known.en ? plain : known.en))]);
}
rows.sort((a, b) => (a[0] < b[0] ? -1 : 1));
writeFileSync(`${out}/cities.tsv`, ["zone\taliases\t" + langs.join("\t"), ...rows.map((r) => r.join("\t"))].join("\n") + "\n");
