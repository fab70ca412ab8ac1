<?php
/**
 * Leaves nothing behind.
 *
 * @package Undersigned
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
	$undersigned_sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);
	foreach ( $undersigned_sites as $undersigned_site ) {
		delete_blog_option( $undersigned_site, 'undersigned_server' );
	}
} else {
	delete_option( 'undersigned_server' );
}
