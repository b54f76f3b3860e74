/* global Handlebars */
/**
 * As much of Sugar's browser side as a view of the package leans on, written from what is known of it
 * (plugins/sugarcrm/README.md): classes by name, labels, one call of the API, escaped templates.
 */
globalThis.startSidecar = function ({ views, strings, language, modules, name, limit, answers }) {
  const asked = [];
  const waiting = [...answers];
  const app = {
    lang: { get: (key) => strings[key] ?? key, getLanguage: () => language },
    api: {
      buildURL: (path, _attributes, _data, params) => `rest/v11_23/${path}?${new URLSearchParams(params)}`,
      call(method, url, data, { success, error, complete }) {
        asked.push({ method, url, data });
        const answer = waiting.length > 1 ? waiting.shift() : waiting[0];
        if (answer.status === 0) return;
        setTimeout(() => {
          if (answer.status === 200) success(answer.body);
          else error({ status: answer.status });
          complete?.();
        });
      },
    },
  };
  globalThis.app = app;
  Handlebars.registerHelper('str', (key) => app.lang.get(key));

  class View {
    constructor(options) {
      Object.assign(this, options);
      this.initialize(options);
    }
    initialize() {
      this.el = document.createElement('div');
    }
    $(selector) {
      const found = this.el.querySelector(selector);
      return { trigger: (event) => event === 'focus' && found?.focus() };
    }
    render() {
      this.el.innerHTML = this.template(this);
    }
    dispose() {
      this.disposed = true;
      this.el.remove();
    }
  }

  const classes = new Map([['View', View]]);
  const classOf = (view) => `${view.replace(/(^|-)(\w)/g, (_all, _dash, letter) => letter.toUpperCase())}View`;
  const define = (view) => {
    const className = classOf(view);
    if (classes.has(className)) return classes.get(className);
    const controller = (0, eval)(views[view].controller);
    const parentName = controller.extendsFrom ?? 'View';
    const parentView = Object.keys(views).find((one) => classOf(one) === parentName);
    const Parent = parentView === undefined ? classes.get(parentName) : define(parentView);
    const Own = class extends Parent {};
    for (const [key, value] of Object.entries(controller)) {
      Own.prototype[key] =
        typeof value !== 'function'
          ? value
          : function (...args) {
              const before = this._super;
              this._super = (method, given) => Parent.prototype[method].apply(this, given);
              try {
                return value.apply(this, args);
              } finally {
                this._super = before;
              }
            };
    }
    classes.set(className, Own);
    return Own;
  };

  let context;
  for (const module of modules) {
    const parent = context;
    context = { parent, get: (key) => (key === 'module' ? module : undefined) };
  }
  const values = new Map([['limit', limit]]);
  const settings = { get: (key) => values.get(key), set: (key, value) => values.set(key, value) };
  const ViewClass = define(name);
  const isDashlet = (ViewClass.prototype.plugins ?? []).includes('Dashlet');
  const view = new ViewClass({
    context,
    meta: {},
    template: Handlebars.compile(views[name].template),
    ...(isDashlet && { settings }),
  });
  if (isDashlet) view.initDashlet('main');
  for (const [event, method] of Object.entries(view.events ?? {})) {
    const [type, selector] = event.split(' ');
    view.el.addEventListener(type, (happened) => {
      if (happened.target.closest(selector)) view[method](happened);
    });
  }
  document.querySelector('#here').append(view.el);
  view.render();
  view.loadData();
  return { view, asked };
};
