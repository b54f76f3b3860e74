import { type Member, membersOf, parseMember } from '../../src/pull/json-members.ts';
import { redactText } from '../../src/redact/redact-text.ts';
import { broken } from './instance.ts';
import { isObject, textOf } from './shapes.ts';

type Texts = Record<string, unknown>;

/** What a language file calls modules, fields and the values of lists. Parsed by parts: the file may be 10 MB. */
export class Labels {
  readonly #bytes: Buffer;
  readonly #modules = new Map<string, Member>();
  readonly #lists = new Map<string, Member>();
  readonly #app: Texts;
  #last: { module: string; texts: Texts } | undefined;

  /** Throws `UnexpectedShape` when the file is no JSON. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    let app: Texts = {};
    try {
      for (const section of membersOf(bytes)) {
        if (section.key === 'app_strings') {
          app = this.#read(section);
        }
        const index =
          section.key === 'mod_strings' ? this.#modules : section.key === 'app_list_strings' ? this.#lists : undefined;
        for (const member of index ? membersOf(bytes, section.start) : []) {
          index?.set(member.key, member);
        }
      }
    } catch (error) {
      throw broken('labels', error);
    }
    this.#app = app;
  }

  static none(): Labels {
    return new Labels(Buffer.from('{}'));
  }

  field(module: string, key: string | undefined): string | undefined {
    return key === undefined ? undefined : (textOf(this.#of(module)[key]) ?? textOf(this.#app[key]));
  }

  module(name: string): { label?: string; labelSingular?: string } {
    const label = textOf(this.#list('moduleList')[name]) ?? this.field(name, 'LBL_MODULE_NAME');
    const single = textOf(this.#list('moduleListSingular')[name]) ?? this.field(name, 'LBL_MODULE_NAME_SINGULAR');
    return {
      ...(label !== undefined && { label: redactText(label, 200) }),
      ...(single !== undefined && { labelSingular: redactText(single, 200) }),
    };
  }

  /** The labels of a list's values, at most 50. */
  options(list: string): string[] | undefined {
    const labels = Object.values(this.#list(list)).flatMap((label) => textOf(label) ?? []);
    return labels.length > 0 ? labels.slice(0, 50).map((label) => redactText(label, 200)) : undefined;
  }

  /** Fields come module by module: one of them is held at a time. */
  #of(module: string): Texts {
    if (this.#last?.module !== module) {
      this.#last = { module, texts: this.#read(this.#modules.get(module)) };
    }
    return this.#last.texts;
  }

  #list(name: string): Texts {
    return this.#read(this.#lists.get(name));
  }

  #read(member: Member | undefined): Texts {
    const value = member && parseMember(this.#bytes, member);
    return isObject(value) ? value : Array.isArray(value) ? { ...value } : {};
  }
}
