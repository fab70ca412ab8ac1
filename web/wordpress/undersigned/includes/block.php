<?php
/**
 * The block: rendered here, with its settings in block/editor.js.
 *
 * @package Undersigned
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

const BLOCK         = 'undersigned/petition';
const EDITOR_SCRIPT = 'undersigned-editor';

/**
 * Registers the block and the script named in its block.json.
 */
function register_block(): void {
	$needs = array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' );
	wp_register_script( EDITOR_SCRIPT, plugins_url( 'block/editor.js', PLUGIN_FILE ), $needs, VERSION, true );
	wp_set_script_translations( EDITOR_SCRIPT, 'undersigned', dirname( PLUGIN_FILE ) . '/languages' );
	register_block_type( dirname( PLUGIN_FILE ) . '/block', array( 'render_callback' => __NAMESPACE__ . '\render_block' ) );
}

/**
 * The block on a page.
 *
 * @param array $attributes The attributes of block.json.
 */
function render_block( array $attributes ): string {
	$element = render_element( array_intersect_key( $attributes, DEFAULTS ) );
	return '' === $element ? '' : sprintf( '<div %s>%s</div>', get_block_wrapper_attributes(), $element );
}

/**
 * Passes the settings to the block's script.
 */
function inform_editor(): void {
	$known = array(
		'server'   => server(),
		'settings' => current_user_can( 'manage_options' ) ? settings_address() : '',
	);
	wp_add_inline_script( EDITOR_SCRIPT, 'window.undersignedEditor = ' . wp_json_encode( $known ) . ';', 'before' );
}

/**
 * Loads the widget in the editor, and in the frame in which newer editors show blocks.
 */
function enqueue_in_editor(): void {
	if ( is_admin() && '' !== server() ) {
		enqueue_module( LOADER, 'undersigned.js' );
	}
}
