<?php
/**
 * The settings page: the server's address, and what to do with it.
 *
 * @package Undersigned
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

const SETTINGS_PAGE = 'undersigned';

/**
 * Registers the option for WordPress's settings form, which checks the nonce and the permission to save.
 */
function register_settings(): void {
	register_setting(
		SETTINGS_PAGE,
		SERVER_OPTION,
		array(
			'type'              => 'string',
			'default'           => '',
			'sanitize_callback' => __NAMESPACE__ . '\sanitize_server',
		)
	);
}

/**
 * The origin to save. Invalid input is rejected with a message, and the old value stays.
 *
 * @param mixed $typed What was typed.
 */
function sanitize_server( $typed ): string {
	$typed = is_string( $typed ) ? trim( sanitize_text_field( $typed ) ) : '';
	if ( '' === $typed ) {
		return '';
	}
	$server = parse_server( $typed );
	if ( null !== $server ) {
		return $server;
	}
	add_settings_error(
		SERVER_OPTION,
		'undersigned_address',
		esc_html(
			sprintf(
				/* translators: %s: what was typed. */
				__( '“%s” was not saved. Enter an address that begins with https://, as in https://sign.example.org.', 'undersigned' ),
				$typed
			)
		)
	);
	return server();
}

/**
 * Adds the page to the Settings menu.
 */
function add_settings_page(): void {
	add_options_page(
		__( 'Undersigned', 'undersigned' ),
		__( 'Undersigned', 'undersigned' ),
		'manage_options',
		SETTINGS_PAGE,
		__NAMESPACE__ . '\print_settings_page'
	);
}

/**
 * The page's address.
 */
function settings_address(): string {
	return admin_url( 'options-general.php?page=' . SETTINGS_PAGE );
}

/**
 * Adds a link to it in the list of plugins.
 *
 * @param array $links The plugin's links.
 */
function add_settings_link( array $links ): array {
	$link = sprintf( '<a href="%s">%s</a>', esc_url( settings_address() ), esc_html__( 'Settings', 'undersigned' ) );
	return array_merge( array( $link ), $links );
}

/**
 * The page.
 */
function print_settings_page(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	?>
	<div class="wrap">
		<h1><?php esc_html_e( 'Undersigned', 'undersigned' ); ?></h1>
		<form action="options.php" method="post">
			<?php settings_fields( SETTINGS_PAGE ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><label for="undersigned-server"><?php esc_html_e( 'Server address', 'undersigned' ); ?></label></th>
					<td>
						<input name="<?php echo esc_attr( SERVER_OPTION ); ?>" id="undersigned-server" type="text" inputmode="url"
							autocomplete="url" spellcheck="false" class="regular-text code" aria-describedby="undersigned-server-hint"
							value="<?php echo esc_attr( server() ); ?>">
						<p class="description" id="undersigned-server-hint"><?php esc_html_e( 'The server with your petitions, as in https://sign.example.org. You can also paste a link to a petition.', 'undersigned' ); ?></p>
					</td>
				</tr>
			</table>
			<?php submit_button(); ?>
		</form>
		<?php
		if ( '' !== server() ) {
			print_next_steps( server() );
		}
		?>
	</div>
	<?php
}

/**
 * The next steps after the address: a petition on a page, and the two places that must know of it.
 *
 * @param string $server The server's origin.
 */
function print_next_steps( string $server ): void {
	$site = parse_server( home_url() ) ?? home_url();
	?>
	<h2><?php esc_html_e( 'Show a petition', 'undersigned' ); ?></h2>
	<ul class="ul-disc">
		<li><?php esc_html_e( 'In the editor, add the block “Petition” and paste the link of the petition.', 'undersigned' ); ?></li>
		<li><?php esc_html_e( 'Or write a shortcode:', 'undersigned' ); ?> <code>[undersigned campaign="save-the-library"]</code></li>
		<li><?php esc_html_e( 'Or paste the link alone on a line. It becomes a card with the count and a link to the petition.', 'undersigned' ); ?></li>
	</ul>
	<h2><?php esc_html_e( 'Let the server accept signatures from this site', 'undersigned' ); ?></h2>
	<p><?php esc_html_e( 'Ask the operator of the server to add this address to the origins of a partner. Until then, visitors see the count and a link.', 'undersigned' ); ?></p>
	<p><code><?php echo esc_html( $site ); ?></code></p>
	<h2><?php esc_html_e( 'If this site sends a Content-Security-Policy', 'undersigned' ); ?></h2>
	<p><?php esc_html_e( 'Add the server to these directives. The last one is for links that become cards.', 'undersigned' ); ?></p>
	<p><code><?php echo esc_html( "script-src $server; connect-src $server; frame-src $server" ); ?></code></p>
	<?php
}
