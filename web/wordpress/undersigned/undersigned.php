<?php
/**
 * Plugin Name:       Undersigned
 * Description:       Petitions that people sign right on your page: a block, a shortcode, and links that become cards. They come from your own Undersigned server: no account, no cookie, no tracker.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            Undersigned
 * License:           MIT
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       undersigned
 * Domain Path:       /languages
 *
 * @package Undersigned
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

const VERSION     = '0.1.0';
const PLUGIN_FILE = __FILE__;

require __DIR__ . '/includes/server.php';
require __DIR__ . '/includes/assets.php';
require __DIR__ . '/includes/element.php';
require __DIR__ . '/includes/card.php';
require __DIR__ . '/includes/block.php';
require __DIR__ . '/includes/settings.php';

register_activation_hook( __FILE__, __NAMESPACE__ . '\remember_server' );

add_action( 'init', __NAMESPACE__ . '\register_block' );
add_action( 'wp_enqueue_scripts', __NAMESPACE__ . '\enqueue_for_post' );
add_filter( 'script_loader_tag', __NAMESPACE__ . '\print_module', 10, 3 );
add_shortcode( SHORTCODE, __NAMESPACE__ . '\render_shortcode' );
add_filter( 'oembed_providers', __NAMESPACE__ . '\add_oembed_provider' );
add_filter( 'embed_oembed_html', __NAMESPACE__ . '\fit_card', 10, 2 );
add_action( 'enqueue_block_editor_assets', __NAMESPACE__ . '\inform_editor' );
add_action( 'enqueue_block_assets', __NAMESPACE__ . '\enqueue_in_editor' );

add_action( 'admin_init', __NAMESPACE__ . '\register_settings' );
add_action( 'admin_menu', __NAMESPACE__ . '\add_settings_page' );
add_filter( 'plugin_action_links_' . plugin_basename( __FILE__ ), __NAMESPACE__ . '\add_settings_link' );
