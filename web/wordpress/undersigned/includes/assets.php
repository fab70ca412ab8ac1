<?php
/**
 * What a page with a petition loads: a script from the server and a small style sheet.
 *
 * @package Undersigned
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

const LOADER = 'undersigned';
const FRAMES = 'undersigned-frames';
const STYLE  = 'undersigned';

/**
 * Enqueues a script from the server, once, however often it is needed. Its address always gives the newest version, so
 * no version is added to it.
 *
 * @param string $handle LOADER or FRAMES.
 * @param string $file   The file's name on the server.
 */
function enqueue_module( string $handle, string $file ): void {
	wp_enqueue_script( $handle, server() . '/v/1/' . $file, array(), null, false );
}

/**
 * Enqueues the style. It is so small that WordPress inlines it.
 */
function enqueue_style(): void {
	wp_enqueue_style( STYLE, plugins_url( 'undersigned.css', PLUGIN_FILE ), array(), VERSION );
	wp_style_add_data( STYLE, 'path', dirname( PLUGIN_FILE ) . '/undersigned.css' );
}

/**
 * Enqueues what an element on a page needs.
 */
function enqueue_widget(): void {
	enqueue_style();
	enqueue_module( LOADER, 'undersigned.js' );
}

/**
 * Writes the tag of the server's scripts, which are modules. The same for all versions of WordPress, because its own
 * script modules (6.5) are not loaded in the frame in which the editor shows blocks.
 *
 * @param string $tag    WordPress's own tag.
 * @param string $handle The script's handle.
 * @param string $src    Its address.
 */
function print_module( string $tag, string $handle, string $src ): string {
	if ( ! in_array( $handle, array( LOADER, FRAMES ), true ) ) {
		return $tag;
	}
	return wp_get_script_tag(
		array(
			'type'        => 'module',
			'src'         => $src,
			'crossorigin' => 'anonymous',
			'id'          => "$handle-js",
		)
	);
}
