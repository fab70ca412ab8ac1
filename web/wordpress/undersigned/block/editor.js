/**
 * The block in the editor: the widget itself, which ignores the pointer, with its settings beside it.
 *
 * Plain scripts without a build step; WordPress provides wp.*, and block.php undersignedEditor.
 */
( ( { blocks, blockEditor, components, element, i18n }, { server, settings } ) => {
	const { createElement: el, Fragment, useEffect, useState } = element;
	const { InspectorControls, useBlockProps } = blockEditor;
	const { Button, Disabled, ExternalLink, PanelBody, Placeholder, SelectControl, TextControl } = components;
	const { __ } = i18n;

	const settleMs = 600; // do not look up the petitions of half a name

	// The petition's slug in a link; anything else is taken as the slug.
	function readLink( given ) {
		const link = /^https?:\/\/[^/]+\/p\/([^/?#]+)(?:\?([^#]*))?/i.exec( given.trim() );
		if ( ! link ) {
			return { campaign: given.trim() };
		}
		const named = [ ...new URLSearchParams( link[ 2 ] ) ].filter( ( [ name ] ) => [ 'partner', 'lang' ].includes( name ) );
		return { campaign: link[ 1 ], ...Object.fromEntries( named ) };
	}

	// The value, once it has not changed for a moment.
	function useSettled( value ) {
		const [ settled, setSettled ] = useState( value );
		useEffect( () => {
			const timer = setTimeout( () => setSettled( value ), settleMs );
			return () => clearTimeout( timer );
		}, [ value ] );
		return settled;
	}

	function Controls( { attributes, setAttributes } ) {
		const { show } = attributes;
		const control = ( kind, name, settings ) =>
			el( kind, {
				value: attributes[ name ],
				onChange: ( value ) => setAttributes( { [ name ]: value } ),
				...settings,
			} );
		return el(
			InspectorControls,
			null,
			el(
				PanelBody,
				{ title: __( 'Petition', 'undersigned' ) },
				control( SelectControl, 'show', {
					label: __( 'Show', 'undersigned' ),
					options: [
						{ value: 'petition', label: __( 'The petition with its form', 'undersigned' ) },
						{ value: 'counter', label: __( 'The count alone', 'undersigned' ) },
						{ value: 'directory', label: __( 'All petitions', 'undersigned' ) },
					],
				} ),
				show !== 'directory' &&
					control( TextControl, 'campaign', {
						label: __( 'Link or name of the petition', 'undersigned' ),
						help: __( 'The name is the last part of the link, as in save-the-library.', 'undersigned' ),
						onChange: ( value ) => setAttributes( readLink( value ) ),
					} ),
				show === 'petition' &&
					control( TextControl, 'partner', {
						label: __( 'Partner', 'undersigned' ),
						help: __( 'The partner that signatures are counted for. Needed only if several partners share this site.', 'undersigned' ),
					} ),
				control( TextControl, 'lang', {
					label: __( 'Language', 'undersigned' ),
					help: __( 'For example es or pt-BR. Leave it empty to use the language of the page.', 'undersigned' ),
				} ),
				control( SelectControl, 'theme', {
					label: __( 'Colors', 'undersigned' ),
					options: [
						{ value: 'auto', label: __( 'Same as the page', 'undersigned' ) },
						{ value: 'light', label: __( 'Light', 'undersigned' ) },
						{ value: 'dark', label: __( 'Dark', 'undersigned' ) },
					],
				} )
			)
		);
	}

	function AskForServer() {
		return el(
			Placeholder,
			{
				icon: 'edit',
				label: __( 'Petition', 'undersigned' ),
				instructions: __( 'The address of your Undersigned server is not set yet.', 'undersigned' ),
			},
			settings
				? el( ExternalLink, { href: settings }, __( 'Enter the address', 'undersigned' ) )
				: __( 'Ask an administrator of this site to enter the address.', 'undersigned' )
		);
	}

	function AskForCampaign( { setAttributes } ) {
		const [ typed, setTyped ] = useState( '' );
		const submit = ( event ) => {
			event.preventDefault();
			setAttributes( readLink( typed ) );
		};
		return el(
			Placeholder,
			{
				icon: 'edit',
				label: __( 'Petition', 'undersigned' ),
				instructions: __( 'Paste the link of the petition, or enter its name.', 'undersigned' ),
			},
			el(
				'form',
				{ onSubmit: submit },
				el( 'input', {
					className: 'components-placeholder__input',
					type: 'text',
					'aria-label': __( 'Link or name of the petition', 'undersigned' ),
					value: typed,
					onChange: ( event ) => setTyped( event.target.value ),
				} ),
				el( Button, { variant: 'primary', type: 'submit' }, __( 'Show the petition', 'undersigned' ) )
			)
		);
	}

	function Preview( { show, campaign, lang, theme } ) {
		const attributes = show === 'directory' ? { lang, theme } : { campaign, lang, theme };
		const page = show === 'directory' ? `${ server }/` : `${ server }/p/${ encodeURIComponent( campaign ) }`;
		return el( Disabled, null, el( `undersigned-${ show }`, attributes, el( 'a', { href: page }, page ) ) );
	}

	function Edit( { attributes, setAttributes } ) {
		const { show, campaign, theme } = attributes;
		const settledCampaign = useSettled( campaign );
		const settledLang = useSettled( attributes.lang );
		let content;
		if ( ! server ) {
			content = el( AskForServer );
		} else if ( show !== 'directory' && ! campaign ) {
			content = el( AskForCampaign, { setAttributes } );
		} else {
			content = el( Preview, { show, campaign: settledCampaign || campaign, lang: settledLang || 'auto', theme } );
		}
		return el(
			Fragment,
			null,
			el( Controls, { attributes, setAttributes } ),
			el( 'div', useBlockProps(), content )
		);
	}

	const fromShortcode = ( name ) => ( {
		type: 'string',
		shortcode: ( { named } ) => named[ name ] || '',
	} );

	blocks.registerBlockType( 'undersigned/petition', {
		edit: Edit,
		save: () => null,
		transforms: {
			from: [
				{
					type: 'block',
					blocks: [ 'core/embed' ],
					isMatch: ( { url } ) => Boolean( server && url && url.startsWith( `${ server }/p/` ) ),
					transform: ( { url } ) => blocks.createBlock( 'undersigned/petition', readLink( url ) ),
				},
				{
					type: 'shortcode',
					tag: 'undersigned',
					attributes: {
						campaign: fromShortcode( 'campaign' ),
						partner: fromShortcode( 'partner' ),
						lang: fromShortcode( 'lang' ),
					},
				},
			],
		},
	} );
} )( window.wp, window.undersignedEditor );
