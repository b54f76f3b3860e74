import { notAuthorized } from '../api/refusal.ts';
import { type Answer, type Call, ok, param, type Route, userOf } from '../api/route.ts';
import { mayRead, maySee } from '../instance/access.ts';
import { designOf, exportOf } from '../instance/bpm/project.ts';
import { exportedRule, exportedTemplate } from '../instance/bpm/dependencies.ts';
import type { Module } from '../instance/instance.ts';
import { noRecord } from '../api/refusal.ts';

export const bpmRoutes: Route[] = [
  { method: 'GET', path: 'pmse_Project/:id/dproject', answer: dproject },
  { method: 'GET', path: 'pmse_Project/project/:id', answer: project },
  { method: 'GET', path: 'pmse_Business_Rules/:id/brules', answer: brules },
  { method: 'GET', path: 'pmse_Emails_Templates/:id/etemplate', answer: etemplate },
];

function dproject(call: Call): Answer {
  const process = processIn(call);
  return download(exportOf(process, call.instance, call.origin), process.name, 'bpm');
}

function project(call: Call): Answer {
  return ok({ success: true, project: designOf(processIn(call), call.instance) });
}

function brules(call: Call): Answer {
  const id = demandRow(call, 'pmse_Business_Rules');
  const rule = call.instance.world.rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw noRecord(id, 'pmse_Business_Rules');
  return download(exportedRule(rule, call.instance), rule.name, 'pbr');
}

function etemplate(call: Call): Answer {
  const id = demandRow(call, 'pmse_Emails_Templates');
  const template = call.instance.world.templates.find((candidate) => candidate.id === id);
  if (template === undefined) throw noRecord(id, 'pmse_Emails_Templates');
  return download(exportedTemplate(template, call.instance), template.name, 'pet');
}

function processIn(call: Call) {
  const id = demandRow(call, 'pmse_Project');
  const process = call.instance.process(id);
  if (process === undefined) throw noRecord(id, 'pmse_Project');
  return process;
}

function demandRow(call: Call, name: string): string {
  const module: Module | undefined = call.instance.modules.get(name);
  if (module === undefined || !mayRead(userOf(call), module)) throw notAuthorized();
  const id = param(call, 'id');
  const row = module.find(id);
  if (row === undefined || !maySee(userOf(call), module, row)) throw noRecord(id, name);
  return id;
}

function download(body: unknown, name: string, extension: string): Answer {
  const filename = `${name.replace(/[^\w-]+/g, '_')}.${extension}`;
  return {
    status: 200,
    raw: { type: `application/${extension}`, text: JSON.stringify(body) },
    headers: { 'content-disposition': `attachment; filename="${filename}"` },
  };
}
