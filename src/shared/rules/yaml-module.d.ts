/** YAML files are parsed while building (scripts/rule-pack-plugin.ts): the import is plain data, checked when loaded. */
declare module '*.yaml' {
  const data: unknown;
  export default data;
}
