#pragma once
// What uploaded bytes may be parsed as. Formats that open other files or addresses (playlists,
// concatenations, image sequences, devices) are not among them, nor are codecs that lectures do not come in.

namespace lectern::transcoder::av {

inline constexpr const char* kFormats =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,mpegvideo,avi,flv,asf,ogg,wav,w64,mp3,aac,flac,aiff,"
    "au,caf,amr,"
    "ac3,eac3,dts,mxf,dv,h264,hevc,m4v,ivf,gif,wv,tta,ape,rm,nut,av1,obu";

inline constexpr const char* kCodecs =
    // pictures
    "h264,hevc,libdav1d,libaom-av1,av1,vp8,vp9,vp6,vp6a,vp6f,mpeg1video,mpeg2video,mpeg4,msmpeg4,msmpeg4v1,"
    "msmpeg4v2,"
    "msmpeg4v3,wmv1,wmv2,wmv3,vc1,wmv3image,vc1image,h261,h263,h263i,h263p,flv,mjpeg,mjpegb,png,bmp,gif,"
    "prores,dnxhd,"
    "dvvideo,theora,rawvideo,qtrle,rpza,smc,8bps,cinepak,svq1,svq3,huffyuv,ffvhuff,ffv1,utvideo,cfhd,tscc,"
    "tscc2,"
    "flashsv,flashsv2,msvideo1,msrle,zmbv,camstudio,v210,magicyuv,g2m,mss1,mss2,mts2,mszh,zlib,fraps,"
    "lagarith,"
    "rv10,rv20,rv30,rv40,indeo3,indeo4,indeo5,jpeg2000,"
    // sound
    "aac,aac_fixed,aac_latm,mp1,mp1float,mp2,mp2float,mp3,mp3float,ac3,ac3_fixed,eac3,dca,truehd,mlp,opus,"
    "libopus,"
    "vorbis,libvorbis,flac,alac,wmav1,wmav2,wmapro,wmalossless,wmavoice,amrnb,amrwb,speex,libspeex,"
    "nellymoser,ape,"
    "wavpack,tta,gsm,gsm_ms,cook,ra_144,ra_288,qdm2,mace3,mace6,"
    "pcm_alaw,pcm_mulaw,pcm_s8,pcm_u8,pcm_s16le,pcm_s16be,pcm_u16le,pcm_u16be,pcm_s24le,pcm_s24be,pcm_s32le,"
    "pcm_s32be,"
    "pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_bluray,pcm_dvd,pcm_lxf,pcm_zork,"
    "adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,adpcm_swf,adpcm_yamaha,adpcm_g722,g722,adpcm_g726,adpcm_g726le,g723_"
    "1,g729,"
    // text
    "srt,subrip,mov_text,ass,ssa,webvtt,text";

}  // namespace lectern::transcoder::av
