<?php
/**
 * What a page with a petition loads: a script of the server's, and a small style.
 *
 * @package Undersigned
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

const LOADER = 'undersigned';
const FRAMES = 'undersigned-frames';
const STYLE  = 'undersigned';

/**
 * Asks for a script of the server's, once however often it is needed. The address is that of the newest, so it carries
 * no version of ours.
 *
 * @param string $handle LOADER or FRAMES.
 * @param string $file   Its name on the server.
 */
function enqueue_module( string $handle, string $file ): void {
	wp_enqueue_script( $handle, server() . '/v/1/' . $file, array(), null, false );
}

/**
 * Asks for the style. WordPress writes so small a one into the page itself.
 */
function enqueue_style(): void {
	wp_enqueue_style( STYLE, plugins_url( 'undersigned.css', PLUGIN_FILE ), array(), VERSION );
	wp_style_add_data( STYLE, 'path', dirname( PLUGIN_FILE ) . '/undersigned.css' );
}

/**
 * What an element on a page needs.
 */
function enqueue_widget(): void {
	enqueue_style();
	enqueue_module( LOADER, 'undersigned.js' );
}

/**
 * Writes the tag of the server's scripts, which are modules. One way for all versions of WordPress, as its own script
 * modules (6.5) do not reach the frame in which the editor shows its blocks.
 *
 * @param string $tag    As WordPress would write it.
 * @param string $handle Which script it is.
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
