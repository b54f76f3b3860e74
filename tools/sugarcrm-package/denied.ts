/** What the cloud's package scanner refuses, as far as it is known: see plugins/sugarcrm/README.md. */
export const EXTENSIONS = new Set('png gif jpg css js php txt html htm tpl pdf md5 xml hbs less wsdl'.split(' '));

const FILES = `basename chdir chgrp chmod chown chroot clearstatcache copy dir disk_free_space disk_total_space fclose
  feof fflush fgetc fgetcsv fgets file file_exists file_get_contents file_put_contents fileatime filectime filegroup
  fileinode filemtime fileowner fileperms filesize filetype flock fnmatch fopen fpassthru fputcsv fputs fread fscanf
  fseek fstat ftell ftruncate fwrite getimagesize glob is_dir is_executable is_file is_link is_readable
  is_uploaded_file is_writable is_writeable link linkinfo lstat mkdir move_uploaded_file opendir parse_ini_file
  parse_ini_string pathinfo pclose popen readdir readfile readlink realpath rename rewind rmdir stat symlink tempnam
  tmpfile touch umask unlink`;
const PROCESSES = `escapeshellarg escapeshellcmd exec passthru shell_exec system putenv mail dl`;
const CODE = `assert call_user_func call_user_func_array create_function eval forward_static_call
  forward_static_call_array func_get_args is_callable unserialize extract parse_str`;
const CALLBACKS = `array_diff_uassoc array_diff_ukey array_filter array_intersect_uassoc array_intersect_ukey array_map
  array_reduce array_udiff array_udiff_assoc array_udiff_uassoc array_uintersect array_uintersect_assoc
  array_uintersect_uassoc array_walk array_walk_recursive iterator_apply preg_replace_callback
  preg_replace_callback_array uasort uksort usort`;
const PROGRAM = `error_log header_register_callback ini_alter ini_restore ini_set libxml_set_external_entity_loader
  ob_start register_shutdown_function register_tick_function session_save_path session_set_save_handler
  set_error_handler set_exception_handler set_include_path set_time_limit simplexml_load_file spl_autoload_register`;

const FUNCTIONS = new Set([FILES, PROCESSES, CODE, CALLBACKS, PROGRAM].flatMap((names) => names.split(/\s+/)));
const FAMILIES = [
  'curl_',
  'eio_',
  'pcntl_',
  'posix_',
  'proc_',
  'socket_',
  'stream_',
  'sugar_file_',
  'ftp_',
  'fsockopen',
];

export function isDeniedFunction(name: string): boolean {
  const bare = bareName(name);
  return FUNCTIONS.has(bare) || FAMILIES.some((family) => bare.startsWith(family));
}

const CLASSES = new Set('lua pclzip pdo splfileinfo splfileobject sugarautoloader sugarcronjobs ziparchive'.split(' '));

export function isDeniedClass(name: string): boolean {
  const bare = bareName(name);
  return CLASSES.has(bare) || bare.startsWith('reflection') || /^symfony\\/.test(name.replace(/^\\/, '').toLowerCase());
}

/** Without its namespace, as the scanner compares. */
function bareName(name: string): string {
  return name.split('\\').at(-1)?.toLowerCase() ?? '';
}
