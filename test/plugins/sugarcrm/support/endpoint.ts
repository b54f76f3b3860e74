import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const API = fileURLToPath(
  new URL('../../../../plugins/sugarcrm/src/custom/clients/base/api/AiInvApi.php', import.meta.url),
);

/** The little of Sugar that the endpoint leans on. Which methods it has and what they answer: plugins/sugarcrm/README.md. */
const SUGAR = `
class SugarApi {}
class ServiceBase { public $user; public $platform = 'base'; }
class SugarApiExceptionNotAuthorized extends Exception { public $httpCode = 403; public $label = 'not_authorized'; }
class SugarApiExceptionInvalidParameter extends Exception { public $httpCode = 422; public $label = 'invalid_parameter'; }
class User { public $admin; public function isAdmin() { return $this->admin; } }
class SugarACL {
  public static $open = [];
  public static $closed = [];
  public static function checkAccess($module, $action) { return $action === 'access' && in_array($module, self::$open, true); }
  public static function checkField($module, $field, $action) {
    return self::checkAccess($module, $action) && !in_array("$module/$field", self::$closed, true);
  }
}
class Administration {
  public static $held;
  public $settings = [];
  public function retrieveSettings($category = false, $clean = false) {
    if ($category === 'aiinv') { $this->settings = self::$held; }
    return $this;
  }
}
class BeanFactory { public static function newBean($module) { return new $module(); } }
`;

const CALL = `
$asked = json_decode(stream_get_contents(STDIN), true);
SugarACL::$open = $asked['modules'];
SugarACL::$closed = $asked['closed'];
Administration::$held = $asked['settings'];
$api = new ServiceBase();
$api->user = new User();
$api->user->admin = $asked['admin'];
$api->platform = $asked['platform'];
$endpoint = new AiInvApi();
$route = $endpoint->registerApiRest()['aiinvFeatures'];
try {
  $answer = ['status' => 200, 'body' => $endpoint->{$route['method']}($api, $asked['args'])];
} catch (SugarApiExceptionNotAuthorized | SugarApiExceptionInvalidParameter $refused) {
  $answer = ['status' => $refused->httpCode, 'body' => ['error' => $refused->label]];
}
echo json_encode($answer);
`;

export interface Asked {
  args?: Record<string, unknown>;
  admin?: boolean;
  platform?: string;
  /** Modules that the user may access. */
  modules?: string[];
  /** Fields that the user may not see, such as `Leads/ai_score`. */
  closed?: string[];
  settings?: Record<string, unknown>;
}

export interface Answered {
  status: number;
  body: Record<string, unknown> & { features?: Record<string, unknown>[] };
}

/** Calls the endpoint of the package in PHP. */
export function callEndpoint({
  args = {},
  admin = false,
  platform = 'base',
  modules = [],
  closed = [],
  settings = {},
}: Asked): Answered {
  const program = `${SUGAR} require '${API}'; ${CALL}`;
  return JSON.parse(runPhp(program, { args, admin, platform, modules, closed, settings })) as Answered;
}

/** Runs a program and gives what it printed; throws with what PHP complained of, warnings too. */
export function runPhp(program: string, input: unknown = null): string {
  const settings = ['-n', '-d', 'display_errors=stderr', '-d', 'error_reporting=-1', '-d', 'log_errors=0'];
  const { status, stdout, stderr } = spawnSync('php', [...settings, '-r', program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
  });
  if (status !== 0 || stderr !== '') {
    throw new Error(`${stderr}${stdout}`);
  }
  return stdout;
}
