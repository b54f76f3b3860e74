import type { Body } from '../../shared/body.ts';
import { type Answer, type Call, ok, param, type Route } from '../api/route.ts';
import { hashOf } from '../instance/ids.ts';
import type { Module } from '../instance/instance.ts';

export const langRoutes: Route[] = [
  { method: 'GET', path: 'lang/:lang', answer: lang },
  { method: 'GET', path: 'lang/public/:lang', isPublic: true, answer: () => ok({ app_strings: STRINGS }) },
];

const STRINGS = { LBL_PREDICT_TOOLTIP: 'Prediction', LBL_EMAIL: 'Email' };

/** One language: a world names its fields in the language of its people. */
function lang(call: Call): Answer {
  const { instance, simulation } = call;
  const language = param(call, 'lang');
  const modules = [...instance.modules.values()];
  return ok({
    app_strings: { ...STRINGS, ...simulation.extensions.strings(language) },
    app_list_strings: {
      moduleList: Object.fromEntries(modules.map(({ name, label }) => [name, label])),
      moduleListSingular: Object.fromEntries(modules.map(({ name, singular }) => [name, singular])),
      ...instance.dropdowns,
    },
    mod_strings: Object.fromEntries(
      modules.map((module) => [
        module.name,
        { ...stringsOf(module), ...simulation.extensions.strings(language, module.name) },
      ]),
    ),
    _hash: hashOf('lang', instance.name),
  });
}

function stringsOf(module: Module): Body {
  const strings: Body = { LBL_MODULE_NAME: module.label, LBL_MODULE_NAME_SINGULAR: module.singular };
  for (const { label, vardef } of module.fields().values()) strings[String(vardef.vname)] = label;
  return strings;
}
