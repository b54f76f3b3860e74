<?php

$viewdefs['base']['view']['aiinv-features'] = [
    'dashlets' => [
        [
            'label' => 'LBL_AIINV_DASHLET',
            'description' => 'LBL_AIINV_DASHLET_DESC',
            'config' => ['limit' => 5],
            'preview' => [],
            'filter' => [],
        ],
    ],
    'panels' => [
        [
            'name' => 'dashlet_settings',
            'columns' => 1,
            'labelsOnTop' => true,
            'placeholders' => true,
            'fields' => [
                ['name' => 'limit', 'label' => 'LBL_AIINV_LIMIT', 'type' => 'int'],
            ],
        ],
    ],
];
