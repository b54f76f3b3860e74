import type { Body } from '../../shared/body.ts';
import { isBody } from '../../shared/body.ts';
import { readAssignments } from './static-php.ts';

const EXTENSION = 'custom/Extension/';

/** What Quick Repair makes of the files of packages. */
export class Extensions {
  readonly #files: ReadonlyMap<string, string>;

  constructor(files: ReadonlyMap<string, string>) {
    this.#files = files;
  }

  platforms(): string[] {
    return this.#read('application/Ext/Platforms/').flatMap(({ platforms }) => {
      return Array.isArray(platforms) ? platforms.map(String) : [];
    });
  }

  /** `app_strings` of a language, and `mod_strings` of a module. */
  strings(language: string, module?: string): Body {
    const folder = module === undefined ? 'application' : `modules/${module}`;
    const files = this.#read(`${folder}/Ext/Language/${language}.`);
    return Object.assign({}, ...files.map((file) => (module === undefined ? file.app_strings : file.mod_strings)));
  }

  /** Groups of the administration page, with labels in a language. */
  panels(language: string): Body[] {
    const strings = this.strings(language, 'Administration');
    const text = (label: unknown) => strings[String(label)] ?? label;
    const groups = this.#read('modules/Administration/Ext/Administration/').flatMap(
      ({ admin_group_header: header }) => {
        return Array.isArray(header) ? header.filter(Array.isArray) : [];
      },
    );
    return groups.map(([label, , , options, description]) => ({
      label: text(label),
      description: text(description),
      options: optionsIn(options).map(({ 1: name, 2: about, 3: link, icon }) => {
        return { label: text(name), description: text(about), link, icon };
      }),
    }));
  }

  #read(prefix: string): Body[] {
    const own = [...this.#files].filter(([path]) => path.startsWith(EXTENSION + prefix));
    return own.map(([, source]) => readAssignments(source));
  }
}

/** By module, then by name. */
function optionsIn(options: unknown): Body[] {
  const byModule = isBody(options) ? Object.values(options).filter(isBody) : [];
  return byModule.flatMap((named) => Object.values(named)).filter(isBody);
}
