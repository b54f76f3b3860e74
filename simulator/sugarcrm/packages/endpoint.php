<?php

/*
 * Runs the custom endpoint of a package: just enough of Sugar around it, written from what is documented.
 * One JSON comes in, one goes out. {"do": "describe" | "call", "source": "<?php …", …}
 */

class SugarApiException extends Exception
{
    public $httpCode = 400;
    public $errorLabel = 'unknown_error';
}
class SugarApiExceptionNotAuthorized extends SugarApiException
{
    public $httpCode = 403;
    public $errorLabel = 'not_authorized';
}
class SugarApiExceptionNotFound extends SugarApiException
{
    public $httpCode = 404;
    public $errorLabel = 'not_found';
}
class SugarApiExceptionMissingParameter extends SugarApiException
{
    public $httpCode = 422;
    public $errorLabel = 'missing_parameter';
}
class SugarApiExceptionInvalidParameter extends SugarApiException
{
    public $httpCode = 422;
    public $errorLabel = 'invalid_parameter';
}
class SugarApiExceptionRequestMethodFailure extends SugarApiException
{
    public $httpCode = 424;
    public $errorLabel = 'request_failure';
}

class SimulatedUser
{
    public function isAdmin()
    {
        return Simulated::$asked['admin'];
    }
}

class ServiceBase
{
    public $user;
    public $platform;
}

class SugarApi
{
}

class SimulatedAdministration
{
    public $settings = [];

    public function retrieveSettings($category = false, $clean = false)
    {
        $this->settings = Simulated::$asked['settings'][$category] ?? [];
        return $this;
    }
}

class BeanFactory
{
    public static function newBean($module)
    {
        if ($module !== 'Administration') {
            throw new Exception("No bean of $module here");
        }
        return new SimulatedAdministration();
    }
}

class SugarACL
{
    public static function checkAccess($module, $action, $context = [])
    {
        return Simulated::$asked['access'][$module] ?? false;
    }

    public static function checkField($module, $field, $action, $context = [])
    {
        return self::checkAccess($module, $action) && !in_array($field, Simulated::$asked['deniedFields'][$module] ?? [], true);
    }
}

class Simulated
{
    public static $asked;

    public static function run()
    {
        self::$asked = json_decode(stream_get_contents(STDIN), true);
        set_error_handler(function ($level, $message) {
            throw new ErrorException($message);
        });
        try {
            eval('?>' . self::$asked['source']);
            $answer = self::$asked['do'] === 'describe' ? self::describe() : self::call();
        } catch (SugarApiException $refusal) {
            $answer = ['status' => $refusal->httpCode, 'label' => $refusal->errorLabel, 'message' => $refusal->getMessage()];
        } catch (Throwable $fault) {
            $answer = ['status' => 500, 'label' => 'fatal_error', 'message' => $fault->getMessage()];
        }
        echo json_encode($answer, JSON_PARTIAL_OUTPUT_ON_ERROR);
    }

    private static function describe()
    {
        $routes = [];
        foreach (get_declared_classes() as $class) {
            if (!is_subclass_of($class, 'SugarApi')) {
                continue;
            }
            foreach ((new $class())->registerApiRest() as $route) {
                $routes[] = ['class' => $class] + $route;
            }
        }
        return ['status' => 200, 'body' => $routes];
    }

    private static function call()
    {
        $api = new ServiceBase();
        $api->user = new SimulatedUser();
        $api->platform = self::$asked['platform'];
        $endpoint = new self::$asked['class']();
        return ['status' => 200, 'body' => $endpoint->{self::$asked['method']}($api, self::$asked['args'])];
    }
}

Simulated::run();
