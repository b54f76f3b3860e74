<?php

$viewdefs['base']['layout']['aiinv'] = [
    'css_class' => 'row-fluid',
    'components' => [
        [
            'layout' => [
                'type' => 'base',
                'name' => 'main-pane',
                'css_class' => 'main-pane span12',
                'components' => [
                    ['view' => 'aiinv-overview'],
                ],
            ],
        ],
    ],
];
