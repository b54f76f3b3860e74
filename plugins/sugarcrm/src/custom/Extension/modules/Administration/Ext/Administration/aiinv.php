<?php

$admin_option_defs = [];
$admin_option_defs['Administration']['aiinv'] = [
    'Administration',
    'LBL_AIINV_ADMIN',
    'LBL_AIINV_ADMIN_DESC',
    'javascript:void(parent.SUGAR.App.router.navigate("Home/layout/aiinv", {trigger: true}));',
    'icon' => 'sicon-settings',
];
$admin_group_header[] = ['LBL_AIINV_GROUP', '', false, $admin_option_defs, 'LBL_AIINV_GROUP_DESC'];
