<?php
/**
 * The address of the Undersigned server, the only setting of this plugin.
 *
 * @package Undersigned
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

const SERVER_OPTION = 'undersigned_server';

/**
 * Creates the option when the plugin is activated, not autoloaded: it is read only where a petition is shown.
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
 * The origin in what somebody typed, or null if petitions may not be loaded from it.
 *
 * Accepts a missing scheme and anything after the host, so that a petition's link can be pasted. Without TLS only this
 * machine is accepted, as in browsers (W3C Secure Contexts, 3.1).
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
