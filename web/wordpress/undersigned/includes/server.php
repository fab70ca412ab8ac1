<?php
/**
 * The address of the Undersigned server, the one thing this plugin remembers.
 *
 * @package Undersigned
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

const SERVER_OPTION = 'undersigned_server';

/**
 * Makes the option when the plugin is activated: read where a petition is shown, and not with every page.
 */
function remember_server(): void {
	add_option( SERVER_OPTION, '', '', false );
}

/**
 * The server's origin, such as https://sign.example.org. Empty as long as none is set.
 */
function server(): string {
	return (string) get_option( SERVER_OPTION, '' );
}

/**
 * The origin that somebody typed, or null if it is none that a petition may come from.
 *
 * Forgives a missing scheme and whatever stands behind the host, so that a petition's link will do. Without TLS only
 * this very machine is let through, as browsers do (W3C Secure Contexts, 3.1).
 *
 * @param string $typed What was typed.
 */
function parse_server( string $typed ): ?string {
	$typed = trim( $typed );
	if ( ! preg_match( '#^[a-z][a-z0-9+.-]*://#i', $typed ) ) {
		$typed = 'https://' . $typed;
	}
	$parts = wp_parse_url( $typed );
	if ( ! is_array( $parts ) || ! isset( $parts['host'] ) || isset( $parts['user'] ) || isset( $parts['pass'] ) ) {
		return null;
	}
	$scheme        = strtolower( $parts['scheme'] );
	$host          = strtolower( $parts['host'] );
	$is_this       = in_array( $host, array( 'localhost', '127.0.0.1', '[::1]' ), true );
	$label         = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
	$is_name       = strlen( $host ) <= 253 && preg_match( "/^$label(?:\.$label)+$/D", $host );
	$default_ports = array(
		'https' => 443,
		'http'  => 80,
	);
	if ( ! ( 'https' === $scheme && $is_name ) && ! ( isset( $default_ports[ $scheme ] ) && $is_this ) ) {
		return null;
	}
	$port = $parts['port'] ?? $default_ports[ $scheme ];
	return "$scheme://$host" . ( $port === $default_ports[ $scheme ] ? '' : ":$port" );
}
