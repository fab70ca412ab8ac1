<?php
/**
 * A petition's link alone on a line: it unfolds into the server's card, with the count and a way to the petition.
 *
 * @package Undersigned
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

/**
 * Names the server's oEmbed endpoint. WordPress asks for this list only where there is something to unfold.
 *
 * @param array $providers WordPress's own, each pattern with its endpoint and whether the pattern is a regular expression.
 */
function add_oembed_provider( array $providers ): array {
	if ( '' !== server() ) {
		$providers[ petition_pattern() ] = array( server() . '/oembed', true );
	}
	return $providers;
}

/**
 * The links to petitions of the server, however they are written: http means the same as https.
 */
function petition_pattern(): string {
	return '#^https?' . preg_quote( substr( server(), strpos( server(), '://' ) ), '#' ) . '/p/.+#i';
}

/**
 * Lets a card be as wide as there is room, and as high as it says it is.
 *
 * @param string|false $html What the link unfolded into.
 * @param string       $url  The link.
 * @return string|false
 */
function fit_card( $html, string $url ) {
	if ( ! is_string( $html ) || '' === server() || ! preg_match( petition_pattern(), $url ) ) {
		return $html;
	}
	enqueue_style();
	enqueue_module( FRAMES, 'frame.js' );
	return '<div class="undersigned-card">' . $html . '</div>';
}
