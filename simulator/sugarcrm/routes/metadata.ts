import type { Body } from '../../shared/body.ts';
import { flagIn, listIn } from '../api/args.ts';
import { notAuthorized, notFound } from '../api/refusal.ts';
import { type Answer, type Call, ok, param, moduleIn, type Route, userOf } from '../api/route.ts';
import { hashOf, metadataHashOf } from '../instance/ids.ts';
import type { Module } from '../instance/instance.ts';
import { cachedAs } from './cached.ts';
import { configOf, publicConfigOf } from './config.ts';
import { visibleTo } from './me.ts';
import { serverInfoOf } from './server-info.ts';

export const metadataRoutes: Route[] = [
  { method: 'GET', path: 'metadata', answer: metadata },
  { method: 'POST', path: 'metadata', answer: metadata },
  { method: 'GET', path: 'metadata/_hash', answer: (call) => ok({ _hash: tagOf(call) }) },
  { method: 'GET', path: 'metadata/public', isPublic: true, answer: publicMetadata },
  { method: 'GET', path: 'metadata/<module>/:segment', since: 1111, answer: segment },
];

function metadata(call: Call): Answer {
  const tag = tagOf(call);
  if (flagIn(call.args, 'only_hash')) return ok({ _hash: tag });
  return cachedAs(call, tag, () => ({ ...sectionsOf(call), _hash: tag }));
}

/** Known before anything is made: a large instance answers 304 at once. */
function tagOf({ instance, session, args }: Call): string {
  const filters = [...listIn(args, 'type_filter'), ...listIn(args, 'module_filter')].join();
  return metadataHashOf(instance, session?.user.id ?? '', filters);
}

const SECTIONS: Record<string, (call: Call) => unknown> = {
  modules: modulesOf,
  full_module_list: moduleListOf,
  modules_info: () => [],
  hidden_subpanels: () => [],
  currencies: () => ({ '-99': { id: '-99', name: 'Euro', symbol: '€', iso4217: 'EUR', status: 'Active' } }),
  module_tab_map: () => [],
  fields: () => [],
  filters: () => [],
  views: () => [],
  layouts: () => [],
  datas: () => [],
  labels: ({ instance }) => labelsOf(instance.world.languages),
  ordered_labels: ({ instance }) => labelsOf(instance.world.languages),
  config: configOf,
  relationships: () => [],
  jssource: () => 'cache/javascript/base/components.js',
  server_info: serverInfoOf,
  logo_url: () => 'styleguide/assets/img/logo.svg',
  logo_url_dark: () => 'styleguide/assets/img/logo-dark.svg',
  languages: ({ instance }) => ({ enabled: instance.world.languages, disabled: [] }),
  editable_dropdown_filters: () => [],
};

function sectionsOf(call: Call): Body {
  const wanted = listIn(call.args, 'type_filter');
  const names = Object.keys(SECTIONS).filter((name) => wanted.length === 0 || wanted.includes(name));
  return Object.fromEntries(names.map((name) => [name, SECTIONS[name]?.(call)]));
}

function modulesOf(call: Call): Body {
  const wanted = listIn(call.args, 'module_filter');
  const modules = visibleTo(call, userOf(call)).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  return Object.fromEntries(modules.map((module) => [module.name, describe(module)]));
}

function describe(module: Module): Body {
  return {
    fields: vardefsOf(module),
    nameFormat: 's f l',
    views: [],
    layouts: [],
    datas: [],
    filters: [],
    config: [],
    dependencies: [],
    menu: [],
    favoritesEnabled: true,
    isBwcEnabled: false,
    isAudited: true,
    dupCheckEnabled: true,
    ftsEnabled: true,
    _hash: hashOf('module', module.name),
  };
}

function vardefsOf(module: Module): Body {
  const fields: Body = {};
  for (const { name, vardef } of module.fields().values()) fields[name] = vardef;
  return { ...fields, _hash: hashOf('fields', module.name) };
}

function moduleListOf(call: Call): Body {
  const names = visibleTo(call, userOf(call)).map(({ name }) => [name, name]);
  return { ...Object.fromEntries(names), _hash: hashOf('modules', call.instance.name) };
}

function labelsOf(languages: readonly string[]): Body {
  const files = languages.map((language) => [language, `cache/api/metadata/lang_${language}_base.json`]);
  return { ...Object.fromEntries(files), default: languages[0], _hash: hashOf(...languages) };
}

function publicMetadata(call: Call): Answer {
  const config = publicConfigOf(call);
  const tag = hashOf('public', JSON.stringify(config));
  return cachedAs(call, tag, () => ({ config, labels: labelsOf(call.instance.world.languages), _hash: tag }));
}

/** Also of a module that is not visible; administrators only. */
function segment(call: Call): Answer {
  if (!userOf(call).admin) throw notAuthorized();
  const name = param(call, 'segment');
  const described = describe(moduleIn(call));
  if (!Object.hasOwn(described, name)) throw notFound(`Could not find metadata segment: ${name}`);
  return ok(described[name]);
}
