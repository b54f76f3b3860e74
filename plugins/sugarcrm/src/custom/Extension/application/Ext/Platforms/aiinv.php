<?php

$platforms[] = 'aiinv';
