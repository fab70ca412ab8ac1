<?php
/**
 * A petition's link alone on a line becomes the server's card, with the count and a link to the petition.
 *
 * @package Undersigned
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

/**
 * Registers the server's oEmbed endpoint. WordPress asks for this list only if there is a link to embed.
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
 * The pattern of links to the server's petitions; http means the same as https.
 */
function petition_pattern(): string {
	return '#^https?' . preg_quote( substr( server(), strpos( server(), '://' ) ), '#' ) . '/p/.+#i';
}

/**
 * Lets a card use the available width and the height that it reports.
 *
 * @param string|false $html The embedded HTML.
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
