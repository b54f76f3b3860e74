<?php

/**
 * What the inventory service left in the settings, for whoever is signed in. Reads that one setting and calls nobody.
 *
 * Only foreach and plain functions: the package scanner refuses callbacks.
 */
class AiInvApi extends SugarApi
{
    private const FORM = 1;
    private const MOST = 100;
    private const LANGUAGES = ['en', 'fr', 'de', 'es'];
    private const STATES = ['ready', 'disconnected'];

    public function registerApiRest()
    {
        return [
            'aiinvFeatures' => [
                'reqType' => 'GET',
                'path' => ['aiinv', 'features'],
                'pathVars' => ['', ''],
                'method' => 'getFeatures',
                'shortHelp' => 'AI features that act on the records of a module; without a module all of them, for administrators',
                'longHelp' => '',
            ],
        ];
    }

    /**
     * @param ServiceBase $api
     * @param array $args module, language
     * @return array
     */
    public function getFeatures(ServiceBase $api, array $args)
    {
        // Visitors of the portal are customers.
        if ($api->platform === 'portal') {
            throw new SugarApiExceptionNotAuthorized();
        }
        $isAdmin = (bool) $api->user->isAdmin();
        $module = $this->moduleIn($args);
        if (!$this->maySee($module, $isAdmin)) {
            throw new SugarApiExceptionNotAuthorized();
        }
        $summary = $this->readSummary();
        $answer = [
            'state' => $this->stateOf($summary),
            'scope' => $module === '' ? 'all' : 'module',
            'admin' => $isAdmin,
            'at' => $this->textIn($summary, 'at'),
            'complete' => false,
            'unread' => [],
            'features' => [],
            'more' => 0,
            'unplaced' => 0,
        ];
        if ($answer['state'] !== 'ready') {
            return $answer;
        }
        $features = $this->featuresFor($summary, $module, $isAdmin, $this->languageIn($args));
        $answer['complete'] = !empty($summary['complete']);
        $answer['unread'] = $this->unreadIn($summary);
        $answer['features'] = $features;
        $answer['more'] = $this->moreThan($features, $summary, $module);
        $answer['unplaced'] = $module === '' ? 0 : $this->totalOf($summary, 'unplaced');
        if ($isAdmin) {
            $answer['examined'] = $this->examinedIn($summary);
            $answer['dashboard'] = $this->textIn($summary, 'dashboard');
        }
        return $answer;
    }

    /** Empty: everything, for which one must be an administrator. */
    private function moduleIn(array $args)
    {
        $module = $args['module'] ?? '';
        if ($module === '') {
            return '';
        }
        if (!is_string($module) || preg_match('/^[A-Za-z0-9_]{1,100}$/D', $module) !== 1) {
            throw new SugarApiExceptionInvalidParameter('module is no name of a module');
        }
        return $module;
    }

    private function maySee($module, $isAdmin)
    {
        return $module === '' ? $isAdmin : SugarACL::checkAccess($module, 'access');
    }

    /** What is left out is counted among those that are not shown. */
    private function maySeeField($module, $field)
    {
        return $module === '' || $field === '' || SugarACL::checkField($module, $field, 'access');
    }

    private function languageIn(array $args)
    {
        $language = $args['language'] ?? '';
        return in_array($language, self::LANGUAGES, true) ? $language : 'en';
    }

    /** Versions differ in whether a setting comes decoded. */
    private function readSummary()
    {
        $settings = BeanFactory::newBean('Administration')->retrieveSettings('aiinv')->settings;
        $found = $settings['aiinv_summary'] ?? [];
        if ($found === '') {
            return [];
        }
        $summary = is_string($found) ? json_decode($found, true) : $found;
        return is_array($summary) ? $summary : ['version' => 0];
    }

    private function stateOf(array $summary)
    {
        if ($summary === []) {
            return 'never-pushed';
        }
        $state = $summary['state'] ?? '';
        $isKnown = ($summary['version'] ?? 0) === self::FORM && in_array($state, self::STATES, true);
        return $isKnown ? $state : 'unreadable';
    }

    private function featuresFor(array $summary, $module, $isAdmin, $language)
    {
        $sentences = $this->sentencesIn($summary, $language);
        $features = [];
        foreach ($this->listIn($summary, 'features') as $one) {
            if (count($features) === self::MOST) {
                break;
            }
            $modules = $this->namesIn($one, 'modules');
            if ($module !== '' && !in_array($module, $modules, true)) {
                continue;
            }
            if (!$this->maySeeField($module, $this->textIn($one, 'field'))) {
                continue;
            }
            $feature = [
                'name' => $this->textIn($one, 'name'),
                'kind' => $this->textIn($one, 'kind'),
                'tier' => $this->textIn($one, 'tier'),
                'flags' => $this->namesIn($one, 'flags'),
                'notice' => $this->textIn($one, 'notice'),
                'decision' => $this->textIn($one, 'decision'),
                'does' => $this->sentenceOf($sentences, $one, 'does'),
                'why' => $this->sentenceOf($sentences, $one, 'why'),
                'off' => !empty($one['off']),
                'stale' => !empty($one['stale']),
            ];
            if ($isAdmin) {
                $feature['modules'] = $modules;
            }
            $features[] = $feature;
        }
        return $features;
    }

    private function sentencesIn(array $summary, $language)
    {
        $sentences = [];
        foreach ($this->listIn($summary, 'texts') as $text) {
            $own = $this->textIn($text, $language);
            $sentences[] = $own === '' ? $this->textIn($text, 'en') : $own;
        }
        return $sentences;
    }

    private function sentenceOf(array $sentences, $one, $key)
    {
        $at = is_array($one) ? ($one[$key] ?? -1) : -1;
        return is_int($at) ? ($sentences[$at] ?? '') : '';
    }

    private function unreadIn(array $summary)
    {
        $unread = [];
        foreach ($this->listIn($summary, 'unread') as $one) {
            $unread[] = [
                'stream' => $this->textIn($one, 'stream'),
                'status' => $this->textIn($one, 'status'),
                'grant' => $this->textIn($one, 'grant'),
            ];
        }
        return $unread;
    }

    private function examinedIn(array $summary)
    {
        $examined = [];
        foreach (['assets', 'ai', 'notAi', 'undetermined'] as $what) {
            $count = $this->listIn($summary, 'examined')[$what] ?? 0;
            $examined[$what] = is_int($count) ? $count : 0;
        }
        return $examined;
    }

    /** What was left out, here or when the summary was cut to its size. */
    private function moreThan(array $features, array $summary, $module)
    {
        $more = $this->totalOf($summary, $module === '' ? 'all' : $module) - count($features);
        return $more > 0 ? $more : 0;
    }

    private function totalOf(array $summary, $name)
    {
        $totals = $this->listIn($summary, 'totals');
        return is_int($totals[$name] ?? null) ? $totals[$name] : 0;
    }

    /** Texts come percent-encoded: some versions take backslashes and entities out of a setting. */
    private function textIn($from, $key)
    {
        $text = is_array($from) ? ($from[$key] ?? '') : '';
        return is_string($text) ? rawurldecode($text) : '';
    }

    private function namesIn($from, $key)
    {
        $names = [];
        foreach ($this->listIn($from, $key) as $name) {
            if (is_string($name)) {
                $names[] = $name;
            }
        }
        return $names;
    }

    private function listIn($from, $key)
    {
        $list = is_array($from) ? ($from[$key] ?? []) : [];
        return is_array($list) ? $list : [];
    }
}
