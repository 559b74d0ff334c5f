namespace MediaPipeline.Imaging.Pictures;

/// <summary>A decoder could not read a picture. The text is for messages and the log only: nothing may be decided on it.</summary>
internal class DecoderException(string message, Exception? inner = null) : Exception(message, inner);
