<?php
/**
 * The widget's element on a page: its attributes, and the link inside it.
 *
 * @package Undersigned
 */

namespace Undersigned;

defined( 'ABSPATH' ) || exit;

const SHORTCODE = 'undersigned';

/**
 * The attributes of the shortcode and the block, with their defaults.
 */
const DEFAULTS = array(
	'campaign' => '',
	'partner'  => '',
	'lang'     => '',
	'theme'    => 'auto',
	'show'     => 'petition',
);

/**
 * If WordPress knows the post before it writes the head, the loader and the style, which reserves space, are enqueued
 * there. Elsewhere (a widget, a template part) the element enqueues them.
 */
function enqueue_for_post(): void {
	$post = is_singular() ? get_post() : null;
	if ( $post && '' !== server() && ( has_block( BLOCK, $post ) || has_shortcode( $post->post_content, SHORTCODE ) ) ) {
		enqueue_widget();
	}
}

/**
 * [undersigned campaign="slug" partner="" lang="" theme="" show="petition|counter|directory"]link text[/undersigned]
 *
 * @param array|string $attributes As written; a string if there are none.
 * @param string|null  $content    The text between the two tags, if there are two.
 */
function render_shortcode( $attributes, ?string $content = null ): string {
	$attributes = shortcode_atts( DEFAULTS, (array) $attributes, SHORTCODE );
	return render_element( $attributes, wp_strip_all_tags( (string) $content ) );
}

/**
 * The element as HTML. If it cannot be shown: nothing for visitors, and a message for authors.
 *
 * @param array  $attributes Those of DEFAULTS, not trusted.
 * @param string $link_text  The link's text until the widget has loaded; empty for the default.
 */
function render_element( array $attributes, string $link_text = '' ): string {
	$attributes = clean( $attributes );
	if ( '' === server() ) {
		return hint( __( 'Enter the address of your Undersigned server under Settings, Undersigned, so that the petition can be shown here.', 'undersigned' ) );
	}
	if ( '' === $attributes['campaign'] && 'directory' !== $attributes['show'] ) {
		return hint( __( 'Enter which petition to show here: the last part of its link, in lower-case letters, digits and hyphens, as in save-the-library.', 'undersigned' ) );
	}
	enqueue_widget();

	$written = '';
	foreach ( element_attributes( $attributes ) as $name => $value ) {
		$written .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
	}
	return sprintf(
		'<undersigned-%1$s%2$s><a href="%3$s">%4$s</a></undersigned-%1$s>',
		$attributes['show'],
		$written,
		esc_url( page_address( $attributes ) ),
		esc_html( '' === $link_text ? link_text( $attributes['show'] ) : $link_text )
	);
}

/**
 * Replaces ill-formed attributes by their defaults.
 *
 * @param array $attributes Those of DEFAULTS, not trusted.
 */
function clean( array $attributes ): array {
	$attributes = read_link( array_map( __NAMESPACE__ . '\unquoted', array_map( 'strval', array_merge( DEFAULTS, $attributes ) ) ) );
	foreach ( array( 'campaign', 'partner', 'theme', 'show' ) as $name ) {
		$attributes[ $name ] = strtolower( $attributes[ $name ] );
	}
	$slug       = '/^(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$/D';
	$forms      = array(
		'campaign' => $slug,
		'partner'  => $slug,
		'lang'     => '/^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/Di',
		'theme'    => '/^(?:light|dark)$/D',
		'show'     => '/^(?:petition|counter|directory)$/D',
	);
	foreach ( $forms as $name => $form ) {
		if ( ! preg_match( $form, $attributes[ $name ] ) ) {
			$attributes[ $name ] = DEFAULTS[ $name ];
		}
	}
	$attributes['lang'] = str_replace( '_', '-', $attributes['lang'] );
	return $attributes;
}

/**
 * Removes quotes that an editor has made of straight ones and WordPress takes as part of the text: “ ”, « », „ “, ″, as
 * characters or as entities, with blanks of any kind.
 *
 * @param string $text As it stands in the shortcode.
 */
function unquoted( string $text ): string {
	$text  = html_entity_decode( $text, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
	$quote = '[\s\p{Z}\p{Cf}\p{Pi}\p{Pf}\p{Ps}\p{Pe}"\'`´′″＂＇]+';
	return (string) preg_replace( "/^$quote|$quote\$/u", '', $text );
}

/**
 * If a link to a petition's page was given as the campaign, reads campaign, partner and language from it.
 *
 * @param array $attributes Those of DEFAULTS, not trusted.
 */
function read_link( array $attributes ): array {
	$link = html_entity_decode( $attributes['campaign'], ENT_QUOTES | ENT_HTML5, 'UTF-8' );
	if ( ! preg_match( '#^https?://[^/]+/p/([^/?\#]+)/*(?:\?([^\#]*))?#i', $link, $found ) ) {
		return $attributes;
	}
	$attributes['campaign'] = $found[1];
	wp_parse_str( $found[2] ?? '', $query );
	foreach ( array( 'partner', 'lang' ) as $name ) {
		if ( '' === $attributes[ $name ] && is_string( $query[ $name ] ?? null ) ) {
			$attributes[ $name ] = $query[ $name ];
		}
	}
	return $attributes;
}

/**
 * The attributes of the element, without those with their default value.
 *
 * @param array $attributes Clean ones.
 */
function element_attributes( array $attributes ): array {
	$names = array(
		'petition'  => array( 'campaign', 'partner', 'lang', 'theme' ),
		'counter'   => array( 'campaign', 'lang', 'theme' ),
		'directory' => array( 'lang', 'theme' ),
	);
	$wanted = array_intersect_key( $attributes, array_flip( $names[ $attributes['show'] ] ) );
	return array_diff_assoc( $wanted, DEFAULTS );
}

/**
 * The page that shows the same without scripts.
 *
 * @param array $attributes Clean ones.
 */
function page_address( array $attributes ): string {
	$path  = 'directory' === $attributes['show'] ? '/' : '/p/' . $attributes['campaign'];
	$query = array_filter(
		array(
			'partner' => 'directory' === $attributes['show'] ? '' : $attributes['partner'],
			'lang'    => $attributes['lang'],
		)
	);
	return add_query_arg( $query, server() . $path );
}

/**
 * The link's default text.
 *
 * @param string $show What the element shows.
 */
function link_text( string $show ): string {
	switch ( $show ) {
		case 'counter':
			return __( 'See how many people have signed', 'undersigned' );
		case 'directory':
			return __( 'See all petitions', 'undersigned' );
		default:
			return __( 'Sign the petition', 'undersigned' );
	}
}

/**
 * A message for those who can edit the page; visitors do not see it.
 *
 * @param string $sentence What to do.
 */
function hint( string $sentence ): string {
	return current_user_can( 'edit_posts' ) ? '<p><strong>Undersigned:</strong> ' . esc_html( $sentence ) . '</p>' : '';
}
