import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { digestCode } from '../../src/redact/digest-code.ts';

const js = (source: string) => digestCode(source, 'NODE20X');
const py = (source: string) => digestCode(source, 'PYTHON39');
const urls = (digest: ReturnType<typeof js>) => digest.urls.map(({ use, host, path }) => `${use} ${host}${path}`);
const imports = (digest: ReturnType<typeof js>) =>
  digest.imports.map(({ name, used }) => `${name}${used ? '' : ' (unused)'}`);

describe('src/redact/digest-code', () => {
  it('reads a typical Node.js action', () => {
    const digest = js(`
      // ask https://api.cohere.com
      const OpenAI = require('openai');
      exports.main = async (event, callback) => {
        const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });
        const { message, email: mail } = event.inputFields;
        const answer = await openai.chat.completions.create({
          model: 'gpt-4o',
          messages: [{ role: 'system', content: 'Rate this applicant from 1 to 10.' }, { role: 'user', content: message }],
        });
        callback({ outputFields: { rating: answer.choices[0].message.content, hs_done: true } });
      };`);

    expect(digest).toEqual({
      language: 'javascript',
      read: 'parsed',
      lines: 12,
      imports: [{ name: 'openai', used: true, line: 3 }],
      urls: [],
      models: [{ value: 'gpt-4o', line: 8 }],
      secretNames: ['OPENAI_API_KEY'],
      inputs: ['email', 'message'],
      outputs: ['hs_done', 'rating'],
      texts: [{ value: 'Rate this applicant from 1 to 10.', line: 9 }],
      dynamicUrl: false,
    });
  });

  it('reads a typical Python action', () => {
    const digest = py(`
import os
import requests as http
from openai import OpenAI  # import cohere

BASE = "https://api.anthropic.com"

def main(event):
    """Calls import mistralai, see https://api.mistral.ai"""
    text = event.get("inputFields").get("message")
    name = event["inputFields"]["name"]
    answer = http.post(
        f"{BASE}/v1/{'messages'}",
        json={"model": "claude-3-5-sonnet-20241022", "system": "Sort tickets."},
        headers={"x-api-key": os.environ["ANTHROPIC_KEY"], "o": os.getenv("OTHER_KEY")},
    )
    return {"outputFields": {"score": answer.json()}}
`);

    expect(digest).toEqual({
      language: 'python',
      read: 'parsed',
      lines: 18,
      imports: [
        { name: 'os', used: true, line: 2 },
        { name: 'requests', used: true, line: 3 },
        { name: 'openai', used: false, line: 4 },
      ],
      urls: [
        { host: 'api.anthropic.com', path: '', line: 6, use: 'call' },
        { host: 'api.anthropic.com', path: '/v1/messages', line: 13, use: 'call' },
      ],
      models: [{ value: 'claude-3-5-sonnet-20241022', line: 14 }],
      secretNames: ['ANTHROPIC_KEY', 'OTHER_KEY'],
      inputs: ['message', 'name'],
      outputs: ['score'],
      texts: [{ value: 'Sort tickets.', line: 14 }],
      dynamicUrl: false,
    });
  });

  describe('imports', () => {
    it.each<{ what: string; source: string; found: string[] }>`
      what                     | source                                                            | found
      ${'require'}             | ${"const a = require('openai'); a();"}                            | ${['openai']}
      ${'taken apart'}         | ${"const { A, B } = require('openai'); new B();"}                 | ${['openai']}
      ${'a member'}            | ${"const A = require('openai').OpenAI; new A();"}                 | ${['openai']}
      ${'called at once'}      | ${"const a = require('express')();"}                              | ${['express']}
      ${'without a name'}      | ${"require('openai').run();"}                                     | ${['openai']}
      ${'import default'}      | ${"import A from '@anthropic-ai/sdk'; new A();"}                  | ${['@anthropic-ai/sdk']}
      ${'import names'}        | ${"import { a as b, c } from 'x'; c();"}                          | ${['x']}
      ${'import all'}          | ${"import * as a from 'x'; a.b();"}                               | ${['x']}
      ${'for its effect'}      | ${"import 'x';"}                                                  | ${['x']}
      ${'at run time'}         | ${"const { OpenAI } = await import('openai'); new OpenAI();"}     | ${['openai']}
      ${'exported again'}      | ${"export { a } from 'x';"}                                       | ${['x']}
      ${'never referenced'}    | ${"const A = require('openai'); import b, { c } from 'y';"}       | ${['openai (unused)', 'y (unused)']}
      ${'shadowed'}            | ${"const A = require('openai'); function f(A) { return A; }"}     | ${['openai (unused)']}
      ${'in a comment'}        | ${"// require('openai')\n/* import 'openai' */"}                  | ${[]}
      ${'in a string'}         | ${'const a = "require(\'openai\')"; a();'}                        | ${[]}
      ${'names alone'}         | ${'const openaiCount = 1; class OpenAI {} ; x.openai.require.y;'} | ${[]}
      ${'unknown at run time'} | ${'require(name); import(other);'}                                | ${[]}
    `('finds $what in JavaScript', ({ source, found }) => {
      expect(imports(js(source))).toEqual(found);
    });

    it.each<{ what: string; source: string; found: string[] }>`
      what                    | source                                                                            | found
      ${'import'}             | ${'import openai\nopenai.run()'}                                                  | ${['openai']}
      ${'several'}            | ${'import a.b as c, d\nc(); d()'}                                                 | ${['a.b', 'd']}
      ${'from'}               | ${'from langchain.chat_models import ChatOpenAI as C\nC()'}                       | ${['langchain.chat_models']}
      ${'from, in brackets'}  | ${'from x import (\n  a,\n  b as c,  # import openai\n)\nc()'}                    | ${['x']}
      ${'a namespace'}        | ${'from google import genai\ngenai.Client()'}                                     | ${['google.genai']}
      ${'everything'}         | ${'from openai import *'}                                                         | ${['openai']}
      ${'inside a function'}  | ${'def main(event):\n    import openai\n    return openai.x'}                     | ${['openai']}
      ${'inside a try'}       | ${'try:\n  import openai\nexcept ImportError:\n  openai = None\nopenai.x'}        | ${['openai']}
      ${'behind a semicolon'} | ${'x = 1; import openai; openai.x'}                                               | ${['openai']}
      ${'on one line'}        | ${'if x: import openai\nopenai.y'}                                                | ${['openai']}
      ${'importlib'}          | ${'import importlib\nai = importlib.import_module("openai")\nai.x()'}             | ${['importlib', 'openai']}
      ${'__import__'}         | ${'__import__("openai").x()'}                                                     | ${['openai']}
      ${'never referenced'}   | ${'import openai'}                                                                | ${['openai (unused)']}
      ${'a continued line'}   | ${'import \\\n  openai\nopenai.x'}                                                | ${['openai']}
      ${'in a docstring'}     | ${'"""\nimport openai\n"""\ndef f():\n    \'\'\'\n    import openai\n    \'\'\''} | ${[]}
      ${'in a comment'}       | ${'# import openai\nx = 1  # from openai import y'}                               | ${[]}
      ${'in a string'}        | ${'x = "import openai"\nprint(x)'}                                                | ${[]}
      ${'names alone'}        | ${'openai_count = 1\nclass OpenAI:\n    pass\nx.openai.import_'}                  | ${[]}
      ${'raise from'}         | ${'raise ValueError("x") from error'}                                             | ${[]}
    `('finds $what in Python', ({ source, found }) => {
      expect(imports(py(source))).toEqual(found);
    });
  });

  describe('addresses', () => {
    it.each<{ what: string; source: string; found: string[] }>`
      what                        | source                                                                                     | found
      ${'fetch'}                  | ${"fetch('https://api.openai.com/v1?k=1#x')"}                                              | ${['call api.openai.com/v1']}
      ${'a sum'}                  | ${"fetch('https://' + 'api.openai' + '.com/v1')"}                                          | ${['call api.openai.com/v1']}
      ${'a const'}                | ${"const a = 'https://api.openai.com'; fetch(a)"}                                          | ${['call api.openai.com']}
      ${'a host const'}           | ${"const h = 'api.openai.com'; fetch(`https://${h}/v1/${id}`)"}                            | ${['call api.openai.com/v1/{}']}
      ${'a joined list'}          | ${"fetch(['https:/', 'api.openai.com', 'v1'].join('/'))"}                                  | ${['call api.openai.com/v1']}
      ${'concat'}                 | ${"fetch('https://'.concat('api.openai.com', '/v1'))"}                                     | ${['call api.openai.com/v1']}
      ${'a URL object'}           | ${"fetch(new URL('/v1', 'https://api.openai.com').toString())"}                            | ${['call api.openai.com/v1']}
      ${'escapes'}                | ${"fetch('\\x68ttps:\\/\\/api.openai.com')"}                                               | ${['call api.openai.com']}
      ${'base64'}                 | ${"fetch(atob('aHR0cHM6Ly9hcGkub3BlbmFpLmNvbQ=='))"}                                       | ${['call api.openai.com']}
      ${'an unknown resource'}    | ${'fetch(`https://${r}.openai.azure.com/openai/deployments/${d}/chat`)'}                   | ${['call {}.openai.azure.com/openai/deployments/{}/chat']}
      ${'an unknown path'}        | ${"fetch('https://api.openai.com' + path)"}                                                | ${['call api.openai.com/{}']}
      ${'either of two'}          | ${"fetch(eu ? 'https://eu.api.openai.com' : 'https://api.openai.com')"}                    | ${['call eu.api.openai.com', 'call api.openai.com']}
      ${'a default'}              | ${"const b = process.env.B || 'https://api.openai.com'; fetch(b + '/v1')"}                 | ${['call api.openai.com', 'call api.openai.com/v1']}
      ${'axios options'}          | ${"axios({ method: 'post', url: 'https://api.openai.com/v1' })"}                           | ${['call api.openai.com/v1']}
      ${'an axios instance'}      | ${"const c = axios.create({ baseURL: 'https://api.openai.com' }); c.post('/v1/x')"}        | ${['call api.openai.com', 'call {}/v1/x']}
      ${'https.request'}          | ${"const o = { hostname: 'api.openai.com', path: '/v1' }; require('https').request(o)"}    | ${['call api.openai.com/v1']}
      ${'options set later'}      | ${"const o = {}; o.url = 'https://api.openai.com'; axios(o)"}                              | ${['call api.openai.com']}
      ${'spread options'}         | ${"const b = { url: 'https://api.openai.com' }; axios({ ...b, method: 'post' })"}          | ${['call api.openai.com']}
      ${'a client option'}        | ${"new OpenAI({ baseURL: 'https://api.deepseek.com/v1' })"}                                | ${['call api.deepseek.com/v1']}
      ${'an unknown client'}      | ${"client.post('https://api.openai.com/v1', body)"}                                        | ${['call api.openai.com/v1']}
      ${'a wrapper'}              | ${"const ask = async (url) => fetch(url); ask('https://api.openai.com/v1')"}               | ${['call api.openai.com/v1']}
      ${'a wrapper of a pattern'} | ${"function ask({ url }) { return fetch(url); } ask({ url: 'https://api.openai.com' })"}   | ${['call api.openai.com']}
      ${'a class'}                | ${"class A { base = 'https://api.cohere.ai'; go() { return fetch(this.base + '/v1'); } }"} | ${['call api.cohere.ai', 'call api.cohere.ai/v1']}
      ${'a returned address'}     | ${"const a = () => 'https://api.openai.com'; fetch(a())"}                                  | ${['call api.openai.com']}
      ${'a loop'}                 | ${"for (const u of ['https://a.example.com']) { fetch(u); }"}                              | ${['call a.example.com']}
      ${'another name'}           | ${"const f = fetch; f('https://api.openai.com')"}                                          | ${['call api.openai.com']}
      ${'a table'}                | ${"const U = { a: 'https://a.example.com' }; fetch(U[kind])"}                              | ${['call a.example.com']}
      ${'a socket'}               | ${"new WebSocket('wss://api.openai.com/v1/realtime')"}                                     | ${['call api.openai.com/v1/realtime']}
      ${'a mere value'}           | ${"const a = 'https://api.openai.com/v1'; cb({ outputFields: { a } })"}                    | ${['value api.openai.com/v1']}
      ${'a header'}               | ${"fetch('https://a.example.com', { headers: { Referer: 'https://b.example.com' } })"}     | ${['call a.example.com', 'value b.example.com']}
      ${'another scope'}          | ${"function f() { const u = 'https://a.example.com'; return u; } fetch(u)"}                | ${['value a.example.com']}
      ${'a log'}                  | ${"console.log('https://api.openai.com')"}                                                 | ${['text api.openai.com']}
      ${'only logged'}            | ${"const u = 'https://api.openai.com'; console.log(`at ${u}`); logger.info(u)"}            | ${['text api.openai.com']}
      ${'a sentence'}             | ${"const t = 'See https://api.openai.com/docs, or ask.'; send(t)"}                         | ${['text api.openai.com/docs']}
      ${'an error'}               | ${"throw new Error('https://api.openai.com failed')"}                                      | ${['text api.openai.com']}
      ${'a comparison'}           | ${"if (u === 'https://api.openai.com' || u.startsWith('https://x.example.com')) go()"}     | ${['text api.openai.com', 'text x.example.com']}
      ${'a comment'}              | ${'// https://api.openai.com\n/* https://api.openai.com */ go()'}                          | ${[]}
      ${'a regular expression'}   | ${'x = /https:\\/\\/api.openai.com/; y = a / b / c'}                                       | ${[]}
      ${'a property'}             | ${'api.openai.com.v1(https)'}                                                              | ${[]}
      ${'no more than a name'}    | ${"const h = 'api.openai.com'; cb(h)"}                                                     | ${[]}
      ${'user info'}              | ${"fetch('https://bob:pw@api.example.com/hooks/catch/1a')"}                                | ${['call api.example.com/hooks/catch/[secret]']}
    `('finds $what in JavaScript', ({ source, found }) => {
      expect(urls(js(source)).toSorted()).toEqual([...found].toSorted());
    });

    it.each<{ what: string; source: string; found: string[] }>`
      what                  | source                                                                                                       | found
      ${'requests'}         | ${'requests.post("https://api.openai.com/v1", json={})'}                                                     | ${['call api.openai.com/v1']}
      ${'a method first'}   | ${'requests.request("POST", "https://api.openai.com/v1")'}                                                   | ${['call api.openai.com/v1']}
      ${'a named argument'} | ${'httpx.post(url="https://api.openai.com/v1")'}                                                             | ${['call api.openai.com/v1']}
      ${'a session'}        | ${'s = requests.Session()\ns.get("https://api.openai.com")'}                                                 | ${['call api.openai.com']}
      ${'a context'}        | ${'async with aiohttp.ClientSession() as s:\n  async with s.post("https://api.openai.com") as r:\n    pass'} | ${['call api.openai.com']}
      ${'urllib'}           | ${'urllib.request.urlopen(urllib.request.Request("https://api.openai.com"))'}                                | ${['call api.openai.com']}
      ${'a connection'}     | ${'http.client.HTTPSConnection("api.openai.com")'}                                                           | ${['call api.openai.com']}
      ${'a client option'}  | ${'OpenAI(base_url="https://api.deepseek.com")'}                                                             | ${['call api.deepseek.com']}
      ${'an attribute'}     | ${'openai.api_base = "https://x.openai.azure.com"'}                                                          | ${['call x.openai.azure.com']}
      ${'an f-string'}      | ${'B = "https://api.openai.com"\nrequests.get(f"{B}/v1/{x!r:>{w}}")'}                                        | ${['call api.openai.com', 'call api.openai.com/v1/{}']}
      ${'nested quotes'}    | ${'requests.get(f"https://api.openai.com/{d["a"]}")'}                                                        | ${['call api.openai.com/{}']}
      ${'a percent'}        | ${'requests.get("https://%s/%s" % ("api.openai.com", x))'}                                                   | ${['call api.openai.com/{}']}
      ${'format'}           | ${'requests.get("https://{}/{p}".format("api.openai.com", p="v1"))'}                                         | ${['call api.openai.com/v1']}
      ${'join'}             | ${'requests.get("/".join(["https:/", "api.openai.com"]))'}                                                   | ${['call api.openai.com']}
      ${'neighbours'}       | ${'requests.get("https://"\n  "api.openai.com")'}                                                            | ${['call api.openai.com']}
      ${'urljoin'}          | ${'requests.get(urljoin("https://api.openai.com", "/v1"))'}                                                  | ${['call api.openai.com/v1']}
      ${'a typed const'}    | ${'URL: str = "https://api.openai.com"\nrequests.get(URL)'}                                                  | ${['call api.openai.com']}
      ${'a default'}        | ${'def f(url: str = "https://api.openai.com"):\n  return requests.get(url)'}                                 | ${['call api.openai.com']}
      ${'getenv'}           | ${'U = os.getenv("U", "https://api.openai.com")\nrequests.get(U)'}                                           | ${['call api.openai.com']}
      ${'a class'}          | ${'class A:\n  U = "https://a.example.com"\n  def f(self):\n    return requests.get(self.U + "/x")'}         | ${['call a.example.com', 'call a.example.com/x']}
      ${'a method'}         | ${'class A:\n  def f(self, url):\n    return requests.get(url)\nA().f("https://a.example.com")'}             | ${['call a.example.com']}
      ${'a comprehension'}  | ${'U = ["https://a.example.com"]\nr = [requests.get(u) for u in U if u]'}                                    | ${['call a.example.com']}
      ${'a loop'}           | ${'for i, u in enumerate(["https://a.example.com"]):\n  requests.get(u)'}                                    | ${['value a.example.com']}
      ${'a raw string'}     | ${"requests.get(r'https://api.openai.com')"}                                                                 | ${['call api.openai.com']}
      ${'a value'}          | ${'x = "https://api.openai.com"\nreturn_it(x)'}                                                              | ${['value api.openai.com']}
      ${'print'}            | ${'print("https://api.openai.com")'}                                                                         | ${['text api.openai.com']}
      ${'a raise'}          | ${'raise ValueError("https://api.openai.com")'}                                                              | ${['text api.openai.com']}
      ${'a docstring'}      | ${'def f():\n  """https://api.openai.com"""\n  r"https://api.openai.com"'}                                   | ${[]}
      ${'a comment'}        | ${'x = 1 # https://api.openai.com'}                                                                          | ${[]}
    `('finds $what in Python', ({ source, found }) => {
      expect(urls(py(source)).toSorted()).toEqual([...found].toSorted());
    });

    it.each<{ dynamic: boolean; source: string }>`
      dynamic  | source
      ${true}  | ${'fetch(event.inputFields.url)'}
      ${true}  | ${'fetch(process.env.URL + "/v1")'}
      ${true}  | ${'axios.post(`https://${host}/v1`)'}
      ${true}  | ${'axios(config)'}
      ${true}  | ${'const ask = (url) => fetch(url); module.exports = ask'}
      ${true}  | ${'new OpenAI({ baseURL: process.env.BASE })'}
      ${true}  | ${'fetch("/v1")'}
      ${false} | ${'fetch("https://api.openai.com/" + path)'}
      ${false} | ${'const c = axios.create({ baseURL: "https://a.example.com" }); c.get("/x")'}
      ${false} | ${'map.get(key); cache.delete(id); event.send(x)'}
      ${false} | ${'const url = makeUrl(); go(url)'}
    `('says dynamicUrl=$dynamic of $source', ({ dynamic, source }) => {
      expect(js(source).dynamicUrl).toBe(dynamic);
    });
  });

  describe('hosts that are only known at run time', () => {
    it.each<{ what: string; source: string; found: string[] }>`
      what                     | source                                                                                      | found
      ${'a template'}          | ${'fetch(`${process.env.AZURE_URL}/openai/deployments/a/chat/completions?api-version=1`)'}  | ${['call {AZURE_URL}/openai/deployments/a/chat/completions']}
      ${'a const'}             | ${"const B = process.env.LLM_URL; const P = '/v1/chat/completions'; axios.post(B + P, {})"} | ${['call {LLM_URL}/v1/chat/completions']}
      ${'a const address'}     | ${'const url = `${process.env.LLM_URL}/v1/run`; fetch(url)'}                                | ${['call {LLM_URL}/v1/run']}
      ${'a host'}              | ${'fetch(`https://${process.env.HOST}:8443/v1/run`)'}                                       | ${['call {HOST}/v1/run']}
      ${'a base with a slash'} | ${'fetch(`${process.env.BASE}openai/deployments/a/chat/completions`)'}                      | ${['call {BASE}/openai/deployments/a/chat/completions']}
      ${'an input'}            | ${"fetch(event.inputFields.url + '/v1/run')"}                                               | ${['call {}/v1/run']}
      ${'an axios base'}       | ${"const c = axios.create({ baseURL: process.env.B }); c.post('/v1/chat/completions', {})"} | ${['call {}/v1/chat/completions']}
      ${'request options'}     | ${"require('https').request({ hostname: process.env.H, path: '/v1/run' })"}                 | ${['call {H}/v1/run']}
      ${'an unknown client'}   | ${'client.post(`${process.env.LLM_URL}/v1/run`)'}                                           | ${['call {LLM_URL}/v1/run']}
      ${'an unknown name'}     | ${'fetch(`https://${name}.openai.azure.com/openai/x`)'}                                     | ${['call {}.openai.azure.com/openai/x']}
      ${'no path'}             | ${'fetch(process.env.URL); fetch(`https://${host}`)'}                                       | ${[]}
      ${'a path of holes'}     | ${'fetch(`${a}/${b}`)'}                                                                     | ${[]}
      ${'no request'}          | ${'const a = `${process.env.LLM_URL}/v1/chat/completions`; cb({ outputFields: { a } })'}    | ${[]}
      ${'a key of a map'}      | ${"cache.get('/v1/chat/completions'); map.get(`user/${id}`)"}                               | ${[]}
      ${'a log'}               | ${'console.log(`${process.env.LLM_URL}/v1/chat/completions`)'}                              | ${[]}
    `('shows the path of $what in JavaScript', ({ source, found }) => {
      expect(urls(js(source))).toEqual(found);
    });

    it.each<{ what: string; source: string; found: string[] }>`
      what               | source                                                                         | found
      ${'environ'}       | ${'requests.post(os.environ["LLM_URL"] + "/v1/chat/completions", json={})'}    | ${['call {LLM_URL}/v1/chat/completions']}
      ${'getenv'}        | ${'B = os.getenv("LLM_URL")\nrequests.post(f"{B}/v1/run")'}                    | ${['call {LLM_URL}/v1/run']}
      ${'without slash'} | ${'requests.post(os.environ["LLM_URL"].rstrip("/") + "/v1/run")'}              | ${['call {LLM_URL}/v1/run']}
      ${'a connection'}  | ${'c = http.client.HTTPSConnection(host)\nc.request("POST", "/v1/run", "{}")'} | ${['call {}/v1/run']}
      ${'a text'}        | ${'x = os.environ["LLM_URL"] + "/v1/chat/completions"\nprint(x)'}              | ${[]}
    `('shows the path of $what in Python', ({ source, found }) => {
      expect(urls(py(source))).toEqual(found);
    });

    it('keeps no secret of such a path', () => {
      const digest = js('fetch(`${process.env.U}/hooks/catch/1a2b/sk-proj-abcdefghijklmnop?key=planted`)');

      expect(urls(digest)).toEqual(['call {U}/hooks/catch/[secret]/[secret]']);
    });
  });

  describe('services of one SDK', () => {
    const services = (digest: ReturnType<typeof js>) =>
      digest.imports.map(({ name }) => name).filter((name) => /^(?:boto3\.|aws-sdk\/)/.test(name));

    it.each<{ source: string; found: string[] }>`
      source                                                                  | found
      ${'import boto3\nc = boto3.client("bedrock-runtime", region_name="x")'} | ${['boto3.bedrock-runtime']}
      ${'import boto3\ns = boto3.Session()\nc = s.client("rekognition")'}     | ${['boto3.rekognition']}
      ${'import boto3\nc = boto3.client(service_name="polly")'}               | ${['boto3.polly']}
      ${'import boto3\nN = "textract"\nc = boto3.client(N)'}                  | ${['boto3.textract']}
      ${'import boto3\nboto3.resource("dynamodb")\nboto3.client("s3")'}       | ${['boto3.dynamodb', 'boto3.s3']}
      ${'from aioboto3 import Session\nc = Session().client("transcribe")'}   | ${['boto3.transcribe']}
      ${'import boto3\nx = {"service": "rekognition"}'}                       | ${[]}
      ${'import boto3 # boto3.client("rekognition")'}                         | ${[]}
      ${'import crm\nc = crm.client("rekognition")'}                          | ${[]}
    `('finds $found in $source', ({ source, found }) => {
      expect(services(py(source))).toEqual(found);
    });

    it.each<{ source: string; found: string[] }>`
      source                                                           | found
      ${"const AWS = require('aws-sdk'); new AWS.Rekognition({}).x()"} | ${['aws-sdk/clients/rekognition']}
      ${"const { Polly } = require('aws-sdk'); new Polly()"}           | ${['aws-sdk/clients/polly']}
      ${"import AWS from 'aws-sdk'; new AWS.S3()"}                     | ${['aws-sdk/clients/s3']}
      ${"new (require('aws-sdk').Comprehend)()"}                       | ${['aws-sdk/clients/comprehend']}
      ${"const P = require('aws-sdk/clients/polly'); new P()"}         | ${['aws-sdk/clients/polly']}
      ${"const AWS = require('aws-sdk'); AWS.config.update({})"}       | ${[]}
      ${"const AWS = require('./aws'); new AWS.Rekognition()"}         | ${[]}
      ${"const AWS = require('aws-sdk'); new crm.Rekognition()"}       | ${[]}
    `('finds $found in $source', ({ source, found }) => {
      expect(services(js(source))).toEqual(found);
    });

    it('says so when the name of the service is not shown', () => {
      expect(py('import boto3\nimport os\nc = boto3.client(os.environ["SERVICE"])').dynamicUrl).toBe(true);
      expect(py('import boto3\nc = boto3.client("s3")').dynamicUrl).toBe(false);
    });
  });

  describe('what a request asks for', () => {
    const asks = (digest: ReturnType<typeof js>) => (digest.asks ?? []).map(({ host, value }) => `${host} ${value}`);

    it.each<{ what: string; source: string; found: string[] }>`
      what                     | source                                                                                             | found
      ${'a query'}             | ${"fetch('https://a.example.com/x?features=emotion,age&key=planted')"}                             | ${['a.example.com emotion']}
      ${'the name in a query'} | ${"fetch('https://a.example.com/x?sentiment=true')"}                                               | ${['a.example.com sentiment']}
      ${'a key of the body'}   | ${"axios.post('https://a.example.com/x', { emotion: true })"}                                      | ${['a.example.com emotion']}
      ${'JSON text'}           | ${"fetch('https://a.example.com/x', { body: JSON.stringify({ models: { prosody: {} } }) })"}       | ${['a.example.com prosody']}
      ${'a list of features'}  | ${"axios.post('https://a.example.com/x', { features: ['emotion'] })"}                              | ${['a.example.com emotion']}
      ${'a body by name'}      | ${"const b = { analysis: 'sentiment_analysis' }; axios.post('https://a.example.com/x', b)"}        | ${['a.example.com sentiment']}
      ${'the answer'}          | ${"const r = await axios.post('https://a.example.com/x', b); use(r.data.emotion)"}                 | ${['a.example.com emotion']}
      ${'the answer in parts'} | ${"const r = await fetch('https://a.example.com/x', o); const { sentiment } = await r.json();"}    | ${['a.example.com sentiment']}
      ${'a hidden host'}       | ${'axios.post(`${process.env.U}/x`, { emotion: true })'}                                           | ${['{} emotion']}
      ${'a value handed on'}   | ${"axios.post('https://a.example.com/x', { sentiment: event.inputFields.sentiment })"}             | ${[]}
      ${'a record fetched'}    | ${"const r = await axios.get('https://a.example.com/x/1'); use(r.data.sentiment)"}                 | ${[]}
      ${'an event'}            | ${"axios.post('https://a.example.com/x', { event: 'sentiment', name: 'emotion' })"}                | ${[]}
      ${'an input'}            | ${"use(event.inputFields.emotion); axios.post('https://a.example.com/x', {})"}                     | ${[]}
      ${'longer words'}        | ${"axios.post('https://a.example.com/x', { interface: 1, sentimental_value: 2, transcripts: 3 })"} | ${[]}
    `('is seen in $what', ({ source, found }) => {
      expect(asks(js(source))).toEqual(found);
    });

    it('is seen in Python, and holds nothing but the word', () => {
      const digest = py(`
r = requests.post("https://a.example.com/x?token=planted", json={"emotion": True, "password": "planted"})
print(r.json()["transcription"])
`);
      expect(asks(digest)).toEqual(['a.example.com emotion', 'a.example.com transcription']);
      expect(JSON.stringify(digest)).not.toContain('planted');
    });
  });

  it.each<{ what: string; source: string; models: string[] }>`
    what                      | source                                                             | models
    ${'a value of model'}     | ${"f({ model: 'o3' })"}                                            | ${['o3']}
    ${'a const'}              | ${"const M = 'gpt-4o-mini'; f({ model: M })"}                      | ${['gpt-4o-mini']}
    ${'a template'}           | ${'f({ model: `gpt-${v}` })'}                                      | ${['gpt-{}']}
    ${'a name alone'}         | ${"f('claude-sonnet-4-20250514')"}                                 | ${['claude-sonnet-4-20250514']}
    ${'a Bedrock id'}         | ${"f({ modelId: 'anthropic.claude-3-haiku-20240307-v1:0' })"}      | ${['anthropic.claude-3-haiku-20240307-v1:0']}
    ${'a model in a path'}    | ${"fetch('https://x.example.com/models/gemini-1.5-pro:generate')"} | ${['gemini-1.5-pro']}
    ${'a model in JSON text'} | ${'f(\'{"model":"mistral-large-latest"}\')'}                       | ${['mistral-large-latest']}
    ${'o1 alone'}             | ${"f('o1')"}                                                       | ${[]}
    ${'a word in a text'}     | ${"f('whisper and gemini are names')"}                             | ${[]}
    ${'a log'}                | ${"console.log('gpt-4o')"}                                         | ${[]}
    ${'a comment'}            | ${'// gpt-4o'}                                                     | ${[]}
  `('finds as model $what', ({ source, models }) => {
    expect(js(source).models.map(({ value }) => value)).toEqual(models);
  });

  it.each<{ source: string; inputs: string[] }>`
    source                                                                         | inputs
    ${'event.inputFields.a; event.inputFields["b"]; event["inputFields"].c'}       | ${['a', 'b', 'c']}
    ${'const { a, b: c = 1 } = event.inputFields'}                                 | ${['a', 'b']}
    ${'const { inputFields } = event; inputFields.a'}                              | ${['a']}
    ${'const { inputFields: { a } } = event'}                                      | ${['a']}
    ${'const i = event.inputFields || {}; i.a.trim()'}                             | ${['a']}
    ${'exports.main = async ({ inputFields: { a }, object }, cb) => { object.b }'} | ${['a']}
    ${'const K = "a"; event.inputFields[K]'}                                       | ${['a']}
    ${'event.object.objectId; event.inputFields'}                                  | ${[]}
  `('finds the inputs of $source', ({ source, inputs }) => {
    expect(js(source).inputs).toEqual(inputs);
  });

  it.each<{ source: string; outputs: string[] }>`
    source                                                               | outputs
    ${'cb({ outputFields: { a: 1, "b": 2 } })'}                          | ${['a', 'b']}
    ${'const outputFields = {}; outputFields.a = 1; cb({outputFields})'} | ${['a']}
    ${'const o = { a: 1 }; o.b = 2; return { outputFields: o }'}         | ${['a', 'b']}
  `('finds the outputs of $source', ({ source, outputs }) => {
    expect(js(source).outputs).toEqual(outputs);
  });

  it.each<{ source: string; names: string[] }>`
    source                               | names
    ${'process.env.A; process.env["B"]'} | ${['A', 'B']}
    ${'const { A, B: b } = process.env'} | ${['A', 'B']}
    ${'const env = process.env; env.A'}  | ${['A']}
    ${'env.A; x.process.env'}            | ${[]}
  `('finds the secrets of $source', ({ source, names }) => {
    expect(js(source).secretNames).toEqual(names);
  });

  it('finds secrets in Python, however they are read', () => {
    expect(
      py('os.environ["A"]\nos.environ.get("B")\nos.getenv("C", "x")\nfrom os import environ\nenviron["D"]').secretNames,
    ).toEqual(['A', 'B', 'C', 'D']);
  });

  it('keeps instructions, redacted and few, and no logs or addresses', () => {
    const digest = js(`
      const prompt = \`Decide whether \${name} with bob@example.com gets the loan. \${rules}\`;
      console.log('This sentence is only for the log of the developer');
      throw new Error('This sentence is only an error for the developer');
      const a = 'short', url = 'https://api.example.com/a-long-address-with-several-words-in-it';
      f({ content: 'Be kind.', model: 'gpt-4o', role: 'system' });
    `);

    expect(digest.texts.map(({ value }) => value)).toEqual([
      'Decide whether {} with [e-mail] gets the loan. {}',
      'Be kind.',
    ]);
    expect(
      js(Array.from({ length: 50 }, (_, i) => `f('One of the many long sentences: ${i}')`).join('\n')).texts,
    ).toHaveLength(20);
    expect(js(`f({ prompt: '${'word '.repeat(500)}' })`).texts[0]?.value).toHaveLength(500);
  });

  it('keeps no secret that stands in the code', () => {
    const digest = js(`
      const k = 'sk-proj-abcdefghijklmnop';
      fetch('https://api.openai.com/v1/sk-proj-abcdefghijklmnop?key=planted', { headers: { Authorization: 'Bearer ' + k } });
      f({ content: 'Use the password=planted for this call please' , model: 'sk-proj-abcdefghijklmnop' });
      require('sk-proj-abcdefghijklmnop');
    `);

    expect(JSON.stringify(digest)).not.toMatch(/abcdefghijkl|planted/);
  });

  describe('code that no parser accepts', () => {
    it.each<{ what: string; source: string }>`
      what            | source
      ${'TypeScript'} | ${'interface A { b: string }\nconst u: string = "https://api.openai.com/v1"; async function f(a: A): Promise<void> { await fetch(u as string); }'}
      ${'a typo'}     | ${'const = ; // https://no.example.com\nfetch("https://api.openai.com" + "/v1"'}
      ${'JSX'}        | ${'const a = <p>Don\'t</p>;\nfetch(`https://api.openai.com/${"v1"}`)'}
      ${'a wrapper'}  | ${'enum X { A }\nconst ask = (url) => { return fetch(url) };\nask("https://api.openai.com/v1")'}
      ${'a class'}    | ${'class A { private readonly u: string; go(url) { return axios.post(url, {}); } }\nnew A().go("https://api.openai.com/v1")'}
      ${'an option'}  | ${'type A = 1;\nconst { a, b = "https://api.openai.com/v1" } = event; axios({ url: b })'}
      ${'generics'}   | ${'type A = 1;\naxios.post<A[], B<C>>("https://api.openai.com/v1", { ok: a < b })'}
      ${'a choice'}   | ${'type A = 1;\nfetch(x ? "https://api.openai.com/v1" : "https://api.openai.com/v1")'}
    `('is read as tokens: $what', ({ source }) => {
      const digest = js(source);

      expect(digest.read).toBe('tokens');
      expect(urls(digest)).toEqual(['call api.openai.com/v1']);
      expect(digest.dynamicUrl).toBe(false);
    });

    it.each<{ source: string; found: string[] }>`
      source                                                                 | found
      ${'type A = 1; import OpenAI, { type B } from "openai"; new OpenAI()'} | ${['openai']}
      ${'type A = 1; import x = require("openai"); x()'}                     | ${['openai']}
      ${'type A = 1; const { OpenAI } = require("openai")'}                  | ${['openai (unused)']}
      ${'type A = 1; const a = await import("openai"); a.b()'}               | ${['openai']}
      ${'type A = 1; export * from "openai"'}                                | ${['openai']}
      ${'type A = 1; /* require("a") */ "require(\'b\')" // import "c"'}     | ${[]}
      ${'type A = 1; const r = /import "x"/; const t = `require("y")`'}      | ${[]}
    `('tells imports from strings and comments in $source', ({ source, found }) => {
      expect(imports(js(source))).toEqual(found);
    });

    it('finds what an event holds', () => {
      const digest = js(
        'type A = 1; exports.main = async ({ inputFields }: E, cb) => { cb({ outputFields: { b: inputFields.a, c: process.env.K } }) }',
      );

      expect(digest).toMatchObject({ inputs: ['a'], outputs: ['b', 'c'], secretNames: ['K'] });
    });
  });

  it.each<{ runtime: string; source: string; language: string }>`
    runtime        | source                        | language
    ${'NODE18X'}   | ${''}                         | ${'javascript'}
    ${'PYTHON3_9'} | ${''}                         | ${'python'}
    ${''}          | ${'def main(event):\n  pass'} | ${'python'}
    ${'X'}         | ${'exports.main = () => 1'}   | ${'javascript'}
    ${'RUBY'}      | ${'puts 1'}                   | ${'unknown'}
  `('takes $runtime with $source for $language', ({ runtime, source, language }) => {
    expect(digestCode(source, runtime).language).toBe(language);
  });

  it('says so when it cannot read a language', () => {
    expect(digestCode('puts "https://api.openai.com"', 'RUBY')).toMatchObject({ read: 'unread', lines: 1, urls: [] });
  });

  it.each<{ what: string; source: string; runtime: string }>`
    what                      | source                                                                                                     | runtime
    ${'brackets'}             | ${`${'('.repeat(50_000)}`}                                                                                 | ${'NODE20X'}
    ${'closed brackets'}      | ${`${'['.repeat(20_000)}${']'.repeat(20_000)}`}                                                            | ${'NODE20X'}
    ${'objects'}              | ${'[{a:'.repeat(30_000)}                                                                                   | ${'NODE20X'}
    ${'a chain of calls'}     | ${`x${'.a()'.repeat(40_000)}`}                                                                             | ${'NODE20X'}
    ${'templates'}            | ${'`${'.repeat(40_000)}                                                                                    | ${'NODE20X'}
    ${'functions'}            | ${'()=>{'.repeat(30_000)}                                                                                  | ${'NODE20X'}
    ${'conditions'}           | ${'a?'.repeat(50_000)}                                                                                     | ${'NODE20X'}
    ${'minus signs'}          | ${'-'.repeat(100_000)}                                                                                     | ${'NODE20X'}
    ${'Python brackets'}      | ${'f('.repeat(50_000)}                                                                                     | ${'PYTHON39'}
    ${'Python blocks'}        | ${Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}if x:`).join('\n')}                               | ${'PYTHON39'}
    ${'Python functions'}     | ${Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}def f(a):`).join('\n')}                           | ${'PYTHON39'}
    ${'f-strings'}            | ${'f"{'.repeat(40_000)}                                                                                    | ${'PYTHON39'}
    ${'open strings'}         | ${'"""'.repeat(33_333)}                                                                                    | ${'PYTHON39'}
    ${'lambdas'}              | ${'lambda:'.repeat(30_000)}                                                                                | ${'PYTHON39'}
    ${'names that double'}    | ${Array.from({ length: 3000 }, (_, i) => `a${i + 1} = a${i} + a${i}`).join('\n')}                          | ${'PYTHON39'}
    ${'a chain of names'}     | ${Array.from({ length: 9000 }, (_, i) => `v${9000 - i} = v${8999 - i}`).join('\n')}                        | ${'NODE20X'}
    ${'names of many values'} | ${Array.from({ length: 480 }, (_, i) => `a${i % 12} = a${(i % 12) + 1}.create(); a${i % 12}.x;`).join('')} | ${'NODE20X'}
    ${'spread in spread'}     | ${Array.from({ length: 1500 }, (_, i) => `r${i} = {...r${i + 1}, ...r${i + 2}, a${i}: 1}`).join(';')}      | ${'NODE20X'}
    ${'names in a ring'}      | ${'a = b + "x"; b = a; fetch(a); a = a'}                                                                   | ${'NODE20X'}
  `('survives $what', ({ source, runtime }) => {
    const digest = digestCode(source, runtime);

    expect(['parsed', 'tokens']).toContain(digest.read);
    expect(digest.urls).toEqual([]);
  });

  it('reads a source over 200 kB as tokens, and finds what stands at its end', () => {
    const digest = js(`${'const a = { b: [1, 2, `x${c}`] };\n'.repeat(8000)}fetch('https://api.openai.com/v1')`);

    expect(digest.read).toBe('tokens');
    expect(urls(digest)).toEqual(['call api.openai.com/v1']);
  });

  const pieces = fc.constantFrom(
    ...`const let = == => ( ) [ ] { } , ; : . ? ?. ... + - / % * ! 'a' "b" \` \${ } // /* */ # """ ''' f" r' \\ \n \n\u0020\u0020 def class import from as require return if else for in of lambda with await async x y 1 fetch requests. .post( https://api.example.com`.split(
      ' ',
    ),
    '\n  ',
    ' ',
    'https://a.example.com',
  );

  it.each(['NODE20X', 'PYTHON39', ''])('never throws and always says the same (%s)', (runtime) => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const source = parts.join(' ');
        expect(digestCode(source, runtime)).toEqual(digestCode(source, runtime));
      }),
      { numRuns: 400 },
    );
  });

  it.each(['NODE20X', 'PYTHON39'])('never keeps a planted secret, wherever it stands (%s)', (runtime) => {
    const secret = 'sk-plantedplantedplanted1';
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.constantFrom(secret, `'${secret}'`, `"my key is ${secret} ok"`)), {
          maxLength: 40,
        }),
        (parts) => {
          expect(JSON.stringify(digestCode(parts.join(' '), runtime))).not.toContain('plantedplanted');
        },
      ),
      { numRuns: 400 },
    );
  });
});
